/** Headers of one call as they left the page, by name in lower case. */
export type SentHeaders = Readonly<Record<string, string>>;

export interface SentCalls {
  subscribe: (listener: () => void) => () => void;
  /** Headers of the newest call for order notes; `undefined` before the first. */
  newest: () => SentHeaders | undefined;
  /** Status of the newest response to a call, named as the page names it: `GET /order-notes`, `query OrderNotes`. */
  statusOf: (label: string) => number | undefined;
}

const FORWARD_TO = '/proxy/forward-to';

/**
 * Watches `fetch`, which every door uses, and remembers the headers of the newest call for order notes and the status of each response.
 *
 * It changes no call. The value of `Authorization` is left out.
 */
export function watchSentCalls(page: Pick<typeof globalThis, 'fetch'>): SentCalls {
  const listeners = new Set<() => void>();
  const send = page.fetch;
  const statuses = new Map<string, number>();
  let newest: SentHeaders | undefined;
  page.fetch = async (input, init) => {
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    const url = input instanceof Request ? input.url : String(input);
    if (url.endsWith(FORWARD_TO) && isAboutNotes(headers.get('x-forward-to'))) {
      if (headers.has('authorization')) headers.set('authorization', 'Bearer …');
      newest = Object.fromEntries(headers);
      for (const tell of listeners) tell();
    }
    const response = await send.call(globalThis, input, init);
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    if (url.endsWith(FORWARD_TO)) statuses.set(nameOf(method, headers), response.status);
    return response;
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    newest: () => newest,
    statusOf: (label) => statuses.get(label.replace(/^(?:query|mutation) /, '')),
  };
}

/** Files, the export and the claims use a door of their own, whichever tab is open. */
function isAboutNotes(target: string | null): boolean {
  return target !== null && !/\/attachments|\/export|\/token-claims/.test(target);
}

/** The operation of a GraphQL request; of any other its method and path. */
function nameOf(method: string, headers: Headers): string {
  const path = (headers.get('x-forward-to') ?? '').replace(/^https?:\/\/[^/]*/, '');
  return headers.get('x-graphql-operation-name') ?? `${method.toUpperCase()} ${path}`;
}
