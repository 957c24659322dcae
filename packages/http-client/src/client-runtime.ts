import type { ApplicationContext } from './application-context.ts';
import { readApplicationContext } from './read-application-context.ts';
import { renewalOf } from './renewal.ts';
import type { Renewal } from './renewal.ts';
import { pageSessionStore } from './session-store.ts';
import type { SessionStore } from './session-store.ts';
import { uncachedFetch } from './uncached-fetch.ts';

/** What a door needs of its surroundings. */
export interface ClientRuntime {
  /** Read for each attempt: a renewal may have changed the session token. */
  readContext: () => ApplicationContext;
  fetch: typeof fetch;
  renewal: Renewal;
  sessionStore: SessionStore;
  userAgent?: string | undefined;
}

/** The surroundings of a door on the page; everything is read when it is called. */
export function pageRuntime(): ClientRuntime {
  return {
    readContext: readApplicationContext,
    fetch: uncachedFetch,
    renewal: renewalOf(globalThis),
    sessionStore: pageSessionStore,
  };
}
