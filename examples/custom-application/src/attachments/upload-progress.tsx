import { useId } from 'react';
import type { Upload } from './use-attachments.ts';

/** How far an upload is, and the way out of it. */
export function UploadProgress({ upload }: { upload: Upload }) {
  const labelId = useId();
  const percent = Math.round(upload.share * 100);
  return (
    <div className="upload">
      <span id={labelId} className="upload-name">
        {upload.name}
      </span>
      <progress aria-labelledby={labelId} max={100} value={percent} />
      <span className="muted upload-percent">{percent < 100 ? `${percent} %` : 'Storing…'}</span>
      <button type="button" className="button" onClick={upload.cancel}>
        Cancel
      </button>
    </div>
  );
}
