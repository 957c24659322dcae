import { isStream } from '@forward-to/http-client/door';

// By tag and not by class: a page may have a form or a file of another realm.
const SENT_AS_IT_IS = /^\[object (?:ArrayBuffer|Blob|File|FormData|URLSearchParams)\]$/;

/**
 * Tells how a value travels: text, forms, files, bytes and streams as they are, anything else as JSON.
 *
 * `null` is no body, as it is for `fetch`.
 */
export function bodyOf(value: unknown): { json?: unknown; body?: BodyInit } {
  if (value === undefined || value === null) return {};
  if (
    typeof value === 'string' ||
    ArrayBuffer.isView(value) ||
    SENT_AS_IT_IS.test(Object.prototype.toString.call(value)) ||
    isStream(value)
  ) {
    return { body: value as BodyInit };
  }
  return { json: value };
}
