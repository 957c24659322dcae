import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestIssuer } from '@forward-to/testing';
import type { Database } from 'libsql';
import { createApp } from '../create-app.ts';
import { openDatabase } from '../database.ts';
import type { OrderNote, OrderNoteInput } from '../order-notes/order-note.ts';

/** Who calls; by default a manager in the Project `my-project`. */
export interface Caller {
  userId?: string;
  projectKey?: string;
  /** `undefined` stands for a page that didn't ask for permissions. */
  permissions?: string[] | undefined;
}

export interface TestApi {
  url: string;
  database: Database;
  /** What the API reported as its own fault. */
  reported: unknown[];
  /** The `Authorization` header of a call to this path. */
  authorize(path: string, caller?: Caller): string;
  /** Sends a request as the gateway would: with an exchange token for this caller and this path. */
  call(path: string, init?: RequestInit, caller?: Caller): Promise<Response>;
  /** As {@link TestApi.call}, with a JSON body. */
  send(method: string, path: string, body: unknown, caller?: Caller): Promise<Response>;
  /** Creates a note in an own way or the usual one, and gives it. */
  createNote(input?: Partial<OrderNoteInput>, caller?: Caller): Promise<OrderNote>;
  close(): Promise<void>;
}

/** What a refusal of the API says. */
export interface Refusal {
  code: string;
  message: string;
  errors: { field: string; message: string }[];
}

/** Starts the whole API on a free port with an empty database, and an issuer whose tokens it accepts. */
export async function startTestApi({ exportPause = 0 } = {}): Promise<TestApi> {
  const issuer = await createTestIssuer();
  const database = openDatabase(':memory:');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const reported: unknown[] = [];
  const session = {
    ...issuer.verifierOptions,
    audience: url,
    exposeDetails: true,
    projects: ['my-project', 'second-project'],
  };
  server.on('request', createApp({ database, session, exportPause, report: (error) => reported.push(error) }));

  const authorize: TestApi['authorize'] = (path, caller = {}) =>
    issuer.authorization({
      userId: 'manager-1',
      permissions: ['canViewOrderNotes', 'canManageOrderNotes'],
      ...caller,
      url: `${url}${path}`,
    });
  const call: TestApi['call'] = (path, init, caller) => {
    const headers = new Headers(init?.headers);
    headers.set('Authorization', authorize(path, caller));
    return fetch(`${url}${path}`, { ...init, headers });
  };
  const send: TestApi['send'] = (method, path, body, caller) =>
    call(path, { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }, caller);
  return {
    url,
    database,
    reported,
    authorize,
    call,
    send,
    createNote: async (input, caller) => {
      const note = { orderNumber: '1001', text: 'Call before delivery', ...input };
      return (await (await send('POST', '/order-notes', note, caller)).json()) as OrderNote;
    },
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
      database.close();
    },
  };
}
