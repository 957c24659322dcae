import type { Call } from './describe-call.ts';

/** What a response says beside its body. */
export interface AnswerHead extends Pick<Call, 'request' | 'url'> {
  statusCode: number;
  /** Header by name, in any spelling; `null` where there is none. */
  getHeader: (name: string) => string | null;
  /** Every header that the page may read, by lower-case name, where the transport can list them. */
  headers?: Record<string, string> | undefined;
}
