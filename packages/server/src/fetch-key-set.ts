import { pickUsableKeys } from './parse-key-set.ts';
import { importPublicKey } from './platform.ts';
import type { RsaPublicKey, SignatureCheck } from './platform.ts';

/** Usable keys of an issuer by key ID. */
export type KeySet = ReadonlyMap<string, SignatureCheck>;

const MAX_BYTES = 64 * 1024;

/**
 * Fetches a key set and trusts the server with nothing but its keys: no redirects, 64 KiB at most, one time limit for
 * everything until the last byte.
 *
 * @throws Error for every answer that gives no usable key; the text is for an error's `cause`.
 */
export async function fetchKeySet(uri: string, timeout: number, fetch: typeof globalThis.fetch): Promise<KeySet> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`No complete answer within ${timeout} ms`));
      controller.abort();
    }, timeout);
  });
  try {
    // The race holds even if a fetch of the caller's own ignores the signal.
    const text = await Promise.race([fetchText(uri, controller.signal, fetch), expired]);
    return await importKeys(pickUsableKeys((JSON.parse(text) as { keys?: unknown } | null)?.keys));
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}

/** Imports keys and leaves out those that the platform refuses. */
export async function importKeys(keys: ReadonlyMap<string, RsaPublicKey>): Promise<KeySet> {
  const imported = new Map<string, SignatureCheck>();
  for (const [kid, key] of keys) {
    try {
      imported.set(kid, await importPublicKey(key));
    } catch {
      // A key that no platform can use: the others still count.
    }
  }
  if (imported.size === 0) throw new Error('The answer holds no usable RSA key');
  return imported;
}

async function fetchText(uri: string, signal: AbortSignal, fetch: typeof globalThis.fetch): Promise<string> {
  // "manual" and not "error", which workerd doesn't know: a redirect is then an answer that isn't 200.
  const response = await fetch(uri, { redirect: 'manual', signal, headers: { accept: 'application/json' } });
  if (response.status !== 200) throw new Error(`The answer has status ${response.status}`);
  if (!response.body) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let size = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MAX_BYTES) throw new Error(`The answer is larger than ${MAX_BYTES} bytes`);
    text += decoder.decode(value, { stream: true });
  }
}
