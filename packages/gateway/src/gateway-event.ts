import type { ForwardToError } from '@forward-to/protocol';

/**
 * What happened in the gateway. No event holds a token, a cookie, a body or the query of a URL.
 *
 * `call`: a forwarded call that the target answered, or that ended before its response was complete: `left` when the
 * caller went away, `broken` when the target's connection broke. `refusal`: the gateway itself rejected the request. `failure`: a
 * defect of the gateway.
 */
export type GatewayEvent =
  | {
      type: 'call';
      method: string;
      /** Origin and path. */
      target: string;
      /** Absent when the caller left before the response began. */
      status?: number;
      /** Who rejected the call and why, `<source>/<code>`, as the answer is marked. */
      mark?: string;
      outcome: 'complete' | 'left' | 'broken';
      /** Milliseconds. */
      duration: number;
      userId: string;
      projectKey: string;
    }
  | {
      type: 'refusal';
      method: string;
      path: string;
      /** Origin and path of the URL to forward to, where the request named one. */
      target?: string;
      error: ForwardToError;
    }
  | { type: 'warning'; message: string; hint: string }
  | { type: 'sign-in' | 'sign-out' | 'platform-token-renewed'; userId: string }
  | { type: 'failure'; error: unknown };
