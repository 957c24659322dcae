/** The one place of this package that reads the runtime it is in. */

/** Checks one RS256 signature with one key. */
export type SignatureCheck = (data: string, signature: Uint8Array<ArrayBuffer>) => boolean | Promise<boolean>;

/** The members of an RSA public key (RFC 7518 §6.3.1). */
export interface RsaPublicKey {
  n: string;
  e: string;
}

interface Runtime {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly versions?: { readonly node?: string };
  emitWarning?(message: string, options: { code: string }): void;
  getBuiltinModule?(name: 'node:crypto'): typeof import('node:crypto') | undefined;
}

function runtime(): Runtime | undefined {
  return (globalThis as { process?: Runtime }).process;
}

/** Tells whether this process runs in production, by the custom of `NODE_ENV`. */
export function isProduction(): boolean {
  return runtime()?.env?.NODE_ENV === 'production';
}

/** Warns the operator once per call: as a process warning with a code where there is one, else on the console. */
export function warn(code: string, message: string): void {
  const process = runtime();
  if (typeof process?.emitWarning === 'function') process.emitWarning(message, { code });
  else console.warn(`(${code}) ${message}`);
}

/**
 * Prepares a key for checking signatures.
 *
 * Where there is `node:crypto` (Node, Bun, Deno), its synchronous check is used: about a third of the CPU time of
 * `crypto.subtle`, which hops to a thread and back. Edge runtimes have WebCrypto alone, and no static import asks them for more.
 */
export async function importPublicKey({ n, e }: RsaPublicKey): Promise<SignatureCheck> {
  const crypto = nodeCrypto();
  if (crypto) {
    const key = crypto.createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });
    return (data, signature) => crypto.verify('RSA-SHA256', Buffer.from(data, 'latin1'), key, signature);
  }
  const { subtle } = globalThis.crypto;
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await subtle.importKey('jwk', { kty: 'RSA', n, e }, algorithm, false, ['verify']);
  return (data, signature) => subtle.verify(algorithm, key, signature, new TextEncoder().encode(data));
}

/** `node:crypto` of a runtime that says it is Node; workerd has the module in part only. */
function nodeCrypto(): typeof import('node:crypto') | undefined {
  const process = runtime();
  if (!process?.versions?.node || typeof Buffer !== 'function') return undefined;
  if (globalThis.navigator?.userAgent === 'Cloudflare-Workers') return undefined;
  return process.getBuiltinModule?.('node:crypto');
}
