import { clientError } from '@forward-to/protocol';
import type { HeaderInput } from '@forward-to/protocol';

/** Headers in the forms that `fetch` takes; `null` for `Content-Type` means "don't set it". */
export type ForwardedHeaders = HeadersInit | Readonly<Record<string, string | number | boolean | null | undefined>>;

type HeaderPair = readonly [name: string, value: string | number | boolean | null | undefined];

export interface SplitHeaders {
  /** For the external API. */
  forwarded: HeaderInput;
  /** Travels on the request itself, since it describes the body; `null` to set none. */
  contentType: string | null | undefined;
}

/** Headers as pairs, from a list, an object or `Headers` of any realm. @throws ForwardToError `invalid_config` */
export function pairsOf(headers?: ForwardedHeaders): HeaderPair[] {
  const given = Object(headers) as Iterable<unknown> | object; // Text is a list of characters, and no list of pairs.
  const pairs: unknown[] = Symbol.iterator in given ? [...given] : Object.entries(given);
  if (pairs.every((pair) => Array.isArray(pair) && typeof pair[0] === 'string')) return pairs as HeaderPair[];
  throw clientError(
    'invalid_config',
    '"headers" must be an object, Headers or a list of pairs.',
    'Pass an object such as { "x-foo": "bar" }.',
  );
}

/** Sets the one header apart that belongs to the message; a length is left to the transport, which knows it. */
export function splitHeaders(pairs: readonly HeaderPair[]): SplitHeaders {
  let contentType: SplitHeaders['contentType'];
  const forwarded = pairs.filter(([name, value]) => {
    const key = name.toLowerCase();
    if (key === 'content-type' && value !== undefined) contentType = value as string | null;
    return key !== 'content-type' && key !== 'content-length' && value !== null;
  });
  return { forwarded: Object.fromEntries(forwarded) as HeaderInput, contentType };
}
