import type { DoorName } from './doors.ts';

/** A file of this folder, loaded as text when somebody wants to read it. */
export interface SourceFile {
  name: string;
  load: () => Promise<{ default: string }>;
}

const file = (name: string, load: SourceFile['load']): SourceFile => ({ name, load });

/** The code behind each tab, as it runs here. */
export const DOOR_SOURCES: Readonly<Record<DoorName, readonly SourceFile[]>> = {
  'http-client': [file('send-with-http-client.ts', () => import('./send-with-http-client.ts?raw'))],
  request: [file('send-with-request.ts', () => import('./send-with-request.ts?raw'))],
  fetch: [file('send-with-fetch.ts', () => import('./send-with-fetch.ts?raw'))],
  sdk: [file('send-with-actions.ts', () => import('./send-with-actions.ts?raw'))],
  'rtk-query': [
    file('order-notes-query.ts', () => import('./order-notes-query.ts?raw')),
    file('send-with-query.ts', () => import('./send-with-query.ts?raw')),
  ],
  apollo: [file('graphql-notes.ts', () => import('./graphql-notes.ts?raw'))],
};
