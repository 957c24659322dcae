/**
 * The platform's `fetch`, without the browser's cache unless the caller asks for it: all calls go to one URL of the gateway,
 * so a cache could take the answer to one call for that to another.
 */
export const uncachedFetch: typeof fetch = (input, init) => globalThis.fetch(input, { cache: 'no-store', ...init }); // late-bound: a test may patch it later
