import { useCallback, useEffect, useRef, useState } from 'react';
import { isSessionEnded, toShownError, type ShownError } from '../ui/shown-error.ts';
import { saveFile } from '../ui/save-file.ts';
import type { Attachment, AttachmentsApi } from './attachments-api.ts';

export interface Upload {
  name: string;
  /** From 0 to 1. */
  share: number;
  cancel: () => void;
}

export interface Attachments {
  /** `undefined` until the list has arrived. */
  attachments: readonly Attachment[] | undefined;
  /** Why the list couldn't be fetched. */
  error: ShownError | undefined;
  /** The one under way. */
  upload: Upload | undefined;
  /** Resolves with false when it was cancelled. */
  startUpload: (file: File) => Promise<boolean>;
  download: (attachment: Attachment) => Promise<void>;
  remove: (attachment: Attachment) => Promise<void>;
}

/** The files of one note. An upload ends with the component that shows it. */
export function useAttachments(
  api: AttachmentsApi,
  noteId: string,
  reportError: (error: unknown) => boolean,
): Attachments {
  const [attachments, setAttachments] = useState<readonly Attachment[]>();
  const [error, setError] = useState<ShownError>();
  const [upload, setUpload] = useState<Upload>();
  const uploading = useRef<AbortController>(undefined);

  useEffect(() => {
    const controller = new AbortController();
    api.list(noteId, controller.signal).then(setAttachments, (caught: unknown) => {
      if (controller.signal.aborted) return;
      reportError(caught);
      if (!isSessionEnded(caught)) setError(toShownError(caught));
    });
    return () => {
      controller.abort();
    };
  }, [api, noteId, reportError]);
  useEffect(
    () => () => {
      uploading.current?.abort();
    },
    [],
  );

  const report = useCallback(
    async <Result>(call: Promise<Result>): Promise<Result> => {
      try {
        return await call;
      } catch (caught) {
        reportError(caught);
        throw caught;
      }
    },
    [reportError],
  );

  return {
    attachments,
    error,
    upload,
    startUpload: async (file) => {
      const controller = new AbortController();
      uploading.current = controller;
      const { signal } = controller;
      const show = (share: number) => {
        setUpload({
          name: file.name,
          share,
          cancel: () => {
            controller.abort();
          },
        });
      };
      show(0);
      try {
        const attachment = await report(api.upload(noteId, file, { signal, onProgress: show }));
        setAttachments((known = []) => [...known, attachment]);
        return true;
      } catch (caught) {
        if (signal.aborted) return false;
        throw caught;
      } finally {
        setUpload(undefined);
      }
    },
    download: async (attachment) => {
      saveFile(await report(api.download(noteId, attachment)), attachment.name);
    },
    remove: async (attachment) => {
      await report(api.remove(noteId, attachment));
      setAttachments((known) => known?.filter(({ id }) => id !== attachment.id));
    },
  };
}
