import type { TrackCall } from '../activity/use-activity.ts';
import { forwardFetch } from '../forward-fetch.ts';
import { toFilterParams } from '../order-notes/filter-params.ts';
import type { OrderNoteQuery } from '../order-notes/order-notes-api.ts';
import { readLines } from './read-lines.ts';

/** One line of the API's response; the last one has the file. */
interface ExportLine {
  done: number;
  total: number;
  csv?: string;
}

export interface ExportOptions {
  query: OrderNoteQuery;
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
  track: TrackCall;
}

/** Has the API write all notes of a query into a CSV file, and follows how far it is. */
export function exportNotes({ query, signal, onProgress, track }: ExportOptions): Promise<Blob> {
  const path = `/order-notes/export-progress?${toFilterParams(query)}`;
  const follow = async () => {
    const response = await forwardFetch(path, signal);
    for await (const line of readLines(response)) {
      const { done, total, csv } = JSON.parse(line) as ExportLine;
      onProgress(done, total);
      if (csv !== undefined) return new Blob([csv], { type: 'text/csv' });
    }
    throw new Error('The export broke off before its end. Try again.');
  };
  return track(`GET ${path}`, follow(), signal);
}
