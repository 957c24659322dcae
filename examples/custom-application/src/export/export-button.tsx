import { useEffect, useRef, useState } from 'react';
import type { TrackCall } from '../activity/use-activity.ts';
import type { OrderNoteQuery } from '../order-notes/order-notes-api.ts';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { saveFile } from '../ui/save-file.ts';
import { useAction } from '../ui/use-action.ts';
import { exportNotes } from './export-notes.ts';

interface ExportButtonProps {
  query: OrderNoteQuery;
  track: TrackCall;
  reportError: (error: unknown) => boolean;
  announce: (text: string) => void;
}

/** Exports what the search finds, with its progress and a way to stop it. */
export function ExportButton({ query, track, reportError, announce }: ExportButtonProps) {
  const [progress, setProgress] = useState({ done: 0, total: 0 });
  const controller = useRef<AbortController>(undefined);
  useEffect(
    () => () => {
      controller.current?.abort();
    },
    [],
  );

  const { run, isRunning, error, clearError } = useAction(async () => {
    const { signal } = (controller.current = new AbortController());
    setProgress({ done: 0, total: 0 });
    const onProgress = (done: number, total: number) => {
      setProgress({ done, total });
    };
    try {
      saveFile(await exportNotes({ query, signal, onProgress, track }), 'order-notes.csv');
      announce('Notes exported.');
    } catch (caught) {
      if (!signal.aborted) {
        reportError(caught);
        throw caught;
      }
      announce('Export cancelled.');
    }
  });

  return (
    <>
      <div className={`export ${isRunning ? 'running' : ''}`}>
        {isRunning && (
          <>
            <progress aria-label="Export" max={Math.max(progress.total, 1)} value={progress.done} />
            <span className="muted">{`${progress.done} of ${progress.total}`}</span>
          </>
        )}
        <button
          type="button"
          className="button"
          onClick={() => {
            if (isRunning) controller.current?.abort();
            else void run();
          }}
        >
          {isRunning ? 'Cancel export' : 'Export CSV'}
        </button>
      </div>
      {error && <ErrorPanel error={error} onDismiss={clearError} />}
    </>
  );
}
