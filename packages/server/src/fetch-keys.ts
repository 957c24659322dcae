import { createTextDecoder } from './environment.ts';
import { readKeySet } from './public-keys.ts';
import type { KeySet } from './public-keys.ts';

export interface FetchKeysOptions {
  fetch: typeof globalThis.fetch;
  /** Milliseconds for headers and body together. */
  timeout: number;
}

/** Why a key set was not fetched, in words of this package: safe to show. */
export class KeysNotFetchedError extends Error {
  override readonly name = 'KeysNotFetchedError';
}

/** Largest key set that is read, in bytes; a real one has about 1,000. */
const MAX_BYTES = 64 * 1024;

/**
 * Fetches the usable keys of a key set.
 *
 * Redirects are not followed: "manual" hands over the 3xx answer, which is no 200. ("error" says the same, but Cloudflare
 * Workers refuse it.)
 *
 * @throws KeysNotFetchedError, or whatever `fetch` rejects with.
 */
export async function fetchKeys(url: string, { fetch, timeout }: FetchKeysOptions): Promise<KeySet> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Also ends the wait for a fetch that ignores its signal.
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new KeysNotFetchedError(`no answer within ${timeout} ms`));
      controller.abort();
    }, timeout);
  });
  try {
    return await Promise.race([download(url, fetch, controller.signal), expired]);
  } finally {
    clearTimeout(timer);
    // Frees the connection of an answer that was not read to its end.
    controller.abort();
  }
}

async function download(url: string, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<KeySet> {
  const response = await fetch(url, { headers: { Accept: 'application/json' }, redirect: 'manual', signal });
  if (response.status !== 200) throw new KeysNotFetchedError(`status ${response.status}`);
  const keys = readKeySet(parse(await readLimited(response)));
  if (keys.size === 0) throw new KeysNotFetchedError('no usable key in the set');
  return keys;
}

async function readLimited(response: Response): Promise<string> {
  if (Number(response.headers.get('content-length')) > MAX_BYTES)
    throw new KeysNotFetchedError(`more than ${MAX_BYTES} bytes`);
  const decoder = createTextDecoder({ fatal: false, ignoreBOM: false });
  let text = '';
  let size = 0;
  const reader = response.body?.getReader();
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    size += chunk.value.byteLength;
    if (size > MAX_BYTES) throw new KeysNotFetchedError(`more than ${MAX_BYTES} bytes`);
    text += decoder.decode(chunk.value, { stream: true });
  }
  return text + decoder.decode();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new KeysNotFetchedError('not JSON');
  }
}
