/** What left the page, in order. */
export interface SentRequest {
  url: string;
  headers: Headers;
  signal: AbortSignal | null | undefined;
}

/** Records what the page sends until `stop`; the requests go on as they are. */
export function recordRequests(): { sent: SentRequest[]; forced: () => number; stop: () => void } {
  const { fetch } = globalThis;
  const sent: SentRequest[] = [];
  globalThis.fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    // The API of a test lives in the same process: what it asks for its keys is none of the page's.
    if (headers.has('x-correlation-id')) {
      sent.push({ url: input instanceof Request ? input.url : input.toString(), headers, signal: init?.signal });
    }
    return fetch(input, init);
  };
  return {
    sent,
    forced: () => sent.filter(({ headers }) => headers.get('x-force-token') === 'true').length,
    stop: () => {
      globalThis.fetch = fetch;
    },
  };
}
