import type { HeaderInput } from '@forward-to/protocol';

/** Headers in the forms that `fetch` takes; `null` for `Content-Type` means "don't set it". */
export type ForwardedHeaders = HeadersInit | Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface SplitHeaders {
  /** For the external API. */
  forwarded: HeaderInput;
  /** Travels on the request itself, since it describes the body; `null` to set none. */
  contentType: string | null | undefined;
}

/** Sets the one header apart that belongs to the message; a length is left to the transport, which knows it. */
export function splitHeaders(headers: ForwardedHeaders = {}): SplitHeaders {
  const isList = headers instanceof Headers || Array.isArray(headers);
  let contentType: SplitHeaders['contentType'];
  const forwarded = (isList ? [...headers] : Object.entries(headers)).filter(([name, value]) => {
    const key = name.toLowerCase();
    if (key === 'content-type') contentType = value as string | null;
    return key !== 'content-type' && key !== 'content-length';
  });
  return { forwarded: Object.fromEntries(forwarded) as HeaderInput, contentType };
}
