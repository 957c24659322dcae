import { setTimeout as wait } from 'node:timers/promises';
import { Router } from 'express';
import { parseInput } from '../parse-input.ts';
import { canView } from '../permissions.ts';
import { sendStream } from '../send-stream.ts';
import { orderNoteFilterSchema } from './order-note-schema.ts';
import type { OrderNoteFilter } from './order-note-schema.ts';
import type { OrderNoteStore } from './order-note-store.ts';
import { CSV_HEADER, toCsvLine } from './order-notes-csv.ts';

/** One line of `/order-notes/export-progress`; the last one has the file. */
export interface ExportProgress {
  done: number;
  total: number;
  csv?: string;
}

/**
 * The notes as a file: at once, or slowly with a report on the way.
 *
 * @param pause Milliseconds between two lines of progress; it stands for work that takes its time.
 */
export function createExportRoutes(store: OrderNoteStore, pause: number): Router {
  const routes = Router();

  routes.get('/export.csv', canView, (request, response) => {
    const filter = parseInput(orderNoteFilterSchema, request.query, 'query');
    response.attachment('order-notes.csv');
    const { projectKey } = request.session;
    return sendStream(response, () => createCsv(store, projectKey, filter));
  });

  // Newline-delimited JSON: a reader shows each line as it arrives, and knows from the last one that nothing is missing.
  routes.get('/export-progress', canView, (request, response) => {
    const filter = parseInput(orderNoteFilterSchema, request.query, 'query');
    response.type('application/x-ndjson');
    const { projectKey } = request.session;
    return sendStream(response, (signal) =>
      reportProgress(store, projectKey, filter, () => wait(pause, undefined, { signal })),
    );
  });

  return routes;
}

function* createCsv(store: OrderNoteStore, projectKey: string, filter: OrderNoteFilter): Generator<string> {
  yield CSV_HEADER;
  for (const notes of store.portions(projectKey, filter, 500)) yield notes.map(toCsvLine).join('');
}

async function* reportProgress(
  store: OrderNoteStore,
  projectKey: string,
  filter: OrderNoteFilter,
  work: () => Promise<void>,
): AsyncGenerator<string> {
  const { total } = store.list(projectKey, filter, { limit: 1, offset: 0 });
  let done = 0;
  let csv = CSV_HEADER;
  yield toJsonLine({ done, total });
  for (const notes of store.portions(projectKey, filter, 10)) {
    await work();
    csv += notes.map(toCsvLine).join('');
    done += notes.length;
    yield toJsonLine({ done, total: Math.max(done, total) });
  }
  yield toJsonLine({ done, total: done, csv });
}

function toJsonLine(progress: ExportProgress): string {
  return `${JSON.stringify(progress)}\n`;
}
