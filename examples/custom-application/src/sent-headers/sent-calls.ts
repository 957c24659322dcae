/** Headers of one call as they left the page, by name in lower case. */
export type SentHeaders = Readonly<Record<string, string>>;

export interface SentCalls {
  subscribe: (listener: () => void) => () => void;
  /** Headers of the newest call for order notes; `undefined` before the first. */
  newest: () => SentHeaders | undefined;
}

const FORWARD_TO = '/proxy/forward-to';

/**
 * Watches `fetch`, which every door ends in, and remembers what the newest call for order notes carried.
 *
 * For looking on only: each call goes on as it came. The value of `Authorization` is left out.
 */
export function watchSentCalls(page: Pick<typeof globalThis, 'fetch'>): SentCalls {
  const listeners = new Set<() => void>();
  const send = page.fetch;
  let newest: SentHeaders | undefined;
  page.fetch = (input, init) => {
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    const url = input instanceof Request ? input.url : String(input);
    if (url.endsWith(FORWARD_TO) && isAboutNotes(headers.get('x-forward-to'))) {
      if (headers.has('authorization')) headers.set('authorization', 'Bearer …');
      newest = Object.fromEntries(headers);
      for (const tell of listeners) tell();
    }
    return send.call(globalThis, input, init);
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    newest: () => newest,
  };
}

/** Files and the export have a door of their own, whichever tab is open. */
function isAboutNotes(target: string | null): boolean {
  return target !== null && !/\/attachments|\/export/.test(target);
}
