import { isForwardToError } from '@forward-to/protocol';
import { toShownError } from '../ui/shown-error.ts';

/** Who has the last word about a call: a successful one is answered by the API. */
export type AnsweredBy = 'client' | 'network' | 'gateway' | 'verifier' | 'api' | 'unknown';

/** How a call ended. */
export interface CallOutcome {
  /** Status of the response, where one is known. */
  status?: number | undefined;
  /** Code of the error; the API's own where it has one. */
  code?: string | undefined;
  answeredBy: AnsweredBy;
}

/** One call of the page to the external API. */
export interface TrackedCall {
  id: number;
  /** Method and path. */
  label: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  /** Milliseconds; absent while it runs. */
  duration?: number;
  /** Absent while it runs, and when it was cancelled. */
  outcome?: CallOutcome;
}

/** Reads from an error which part of the chain rejected the call, and with what. */
export function readOutcome(error: unknown): CallOutcome {
  const { statusCode, apiCode, code } = toShownError(error);
  return { status: statusCode, code: apiCode ?? code, answeredBy: isForwardToError(error) ? error.source : 'unknown' };
}

/**
 * A call's result in a few words.
 *
 * @example describeOutcome({ status: 403, code: 'insufficient_permissions', answeredBy: 'verifier' }) // '403 insufficient_permissions'
 */
export function describeOutcome({ status, code }: CallOutcome): string {
  const words = [...(status === undefined ? [] : [String(status)]), ...(code === undefined ? [] : [code])];
  return words.length > 0 ? words.join(' ') : 'done';
}
