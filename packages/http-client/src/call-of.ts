import type { CallName } from '@forward-to/protocol';

// A Response does not say which call it belongs to: its URL is that of the gateway.
const calls = /* @__PURE__ */ new WeakMap<Response, CallName>();

/** The call that a response of `createForwardToFetch` belongs to; `undefined` for any other response. */
export function callOf(response: Response): CallName | undefined {
  return calls.get(response);
}

/** Remembers which call a response belongs to, as long as the response exists. */
export function rememberCall(response: Response, request: CallName | undefined): void {
  if (request) calls.set(response, request);
}
