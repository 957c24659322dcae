import type { ApplicationContext } from './application-context.ts';
import type { ClientRuntime } from './client-runtime.ts';
import { renewalOf } from './renewal.ts';
import type { SessionStore } from './session-store.ts';
import { uncachedFetch } from './uncached-fetch.ts';

/** What a door on an explicit context is told instead of reading the page. */
export interface RuntimeSettings {
  /** Facts of the page, or a function that gives them for each call. */
  context: ApplicationContext | (() => ApplicationContext);
  /** In a browser, a `fetch` of your own says `cache: 'no-store'` itself. @default globalThis.fetch, with `cache: 'no-store'` */
  fetch?: typeof fetch | undefined;
  /** Told of a refreshed session token, which is used from then on. */
  sessionStore?: SessionStore | undefined;
  /** Value of `X-User-Agent` for calls that give none. */
  userAgent?: string | undefined;
}

/**
 * Creates the surroundings of a door on an explicit context, with a renewal of its own: clients may serve different users.
 *
 * @example createRuntime({ context: { mcApiUrl: 'https://mc-api.europe-west1.gcp.commercetools.com', projectKey: 'shop' } })
 */
export function createRuntime({ context, fetch, sessionStore, userAgent }: RuntimeSettings): ClientRuntime {
  const readFacts = () => (typeof context === 'function' ? context() : context);
  let refreshed: { from: string | undefined; to: string } | undefined;
  return {
    readContext: () => {
      const facts = readFacts();
      // A context with another token than before is of another session.
      return refreshed && refreshed.from === facts.sessionToken ? { ...facts, sessionToken: refreshed.to } : facts;
    },
    fetch: fetch ?? uncachedFetch,
    renewal: renewalOf({}),
    sessionStore: {
      setSessionToken: (token) => {
        refreshed = { from: readFacts().sessionToken, to: token };
        sessionStore?.setSessionToken(token);
      },
    },
    userAgent,
  };
}
