import { useId } from 'react';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { useAction } from '../ui/use-action.ts';
import { formatBytes } from './format-bytes.ts';
import { UploadProgress } from './upload-progress.tsx';
import type { Attachment, AttachmentsApi } from './attachments-api.ts';
import { useAttachments } from './use-attachments.ts';

interface AttachmentPanelProps {
  api: AttachmentsApi;
  noteId: string;
  reportError: (error: unknown) => boolean;
  announce: (text: string) => void;
}

/** The files of one note: what is there, and a way to add one. */
export function AttachmentPanel({ api, noteId, reportError, announce }: AttachmentPanelProps) {
  const { attachments, error, upload, startUpload, remove, download } = useAttachments(api, noteId, reportError);
  const inputId = useId();
  const addFile = useAction(async (file: File) => {
    if (await startUpload(file)) announce(`File ${file.name} attached.`);
    else announce('Upload cancelled.');
  });

  return (
    <div className="attachments" aria-busy={!attachments && !error}>
      {error && <ErrorPanel error={error} />}
      {!attachments && !error && <p className="muted">Loading files…</p>}
      {attachments?.length === 0 && <p className="muted">No files yet.</p>}
      <ul className="attachment-list">
        {attachments?.map((attachment) => (
          <AttachmentRow key={attachment.id} attachment={attachment} onDownload={download} onRemove={remove} />
        ))}
      </ul>
      {upload && <UploadProgress upload={upload} />}
      {addFile.error && <ErrorPanel error={addFile.error} onDismiss={addFile.clearError} />}
      {!upload && (
        <div className="file-choice">
          <input
            id={inputId}
            type="file"
            className="visually-hidden"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              target.value = ''; // The same file may be chosen again.
              if (file) void addFile.run(file);
            }}
          />
          <label htmlFor={inputId} className="button">
            Attach a file
          </label>
          <span className="muted">10 MB at most</span>
        </div>
      )}
    </div>
  );
}

interface AttachmentRowProps {
  attachment: Attachment;
  onDownload: (attachment: Attachment) => Promise<void>;
  onRemove: (attachment: Attachment) => Promise<void>;
}

function AttachmentRow({ attachment, onDownload, onRemove }: AttachmentRowProps) {
  const download = useAction(onDownload);
  const remove = useAction(onRemove);
  const error = download.error ?? remove.error;
  return (
    <li>
      <div className="attachment">
        <span className="attachment-name">
          {attachment.name} <span className="muted">{formatBytes(attachment.size)}</span>
        </span>
        <button
          type="button"
          className="button quiet"
          aria-disabled={download.isRunning}
          aria-label={`Download ${attachment.name}`}
          onClick={() => void download.run(attachment)}
        >
          {download.isRunning ? 'Downloading…' : 'Download'}
        </button>
        <button
          type="button"
          className="button quiet danger"
          aria-disabled={remove.isRunning}
          aria-label={`Remove ${attachment.name}`}
          onClick={() => void remove.run(attachment)}
        >
          Remove
        </button>
      </div>
      {error && <ErrorPanel error={error} />}
    </li>
  );
}
