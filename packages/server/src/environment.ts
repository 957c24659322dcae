// The type alone: it leaves no trace in the compiled module.
import type * as Crypto from 'node:crypto';

/** The one place of this package that reads `process`, which edge runtimes may not have. */
interface Environment {
  env?: Record<string, string | undefined>;
  emitWarning?: (message: string, options: { code: string }) => void;
  getBuiltinModule?: {
    (id: 'node:crypto'): NodeCrypto | undefined;
    (id: 'node:util'): { TextDecoder: typeof TextDecoder } | undefined;
  };
}
type NodeCrypto = Pick<typeof Crypto, 'createPublicKey' | 'verify'>;

function environment(): Environment {
  return (globalThis as { process?: Environment }).process ?? {};
}

/** Tells whether the process says that it serves real users. */
export function isProduction(): boolean {
  return environment().env?.NODE_ENV === 'production';
}

/** Warns the developer; silent where the runtime has no warnings. */
export function warn(code: string, message: string): void {
  attempt(() => environment().emitWarning?.(message, { code }));
}

// A registered symbol on the global object, since one process may hold several copies of this package: the ES module and the
// CommonJS build, or one for each dependency. Nothing but the warnings depends on it.
const GIVEN = Symbol.for('@forward-to/server warnings that were given');

/**
 * Warns the developer about a choice that works and is worth a second look: once in a process, however many verifiers make it.
 *
 * @param subject tells warnings of one code apart that say different things.
 */
export function warnOnce(code: string, message: string, subject = ''): void {
  const given = attempt(recallWarnings);
  const name = `${code} ${subject}`;
  if (given?.has(name)) return;
  given?.add(name);
  warn(code, message);
}

function recallWarnings(): Set<string> {
  const owner = globalThis as { [GIVEN]?: Set<string> | undefined };
  const given = owner[GIVEN] ?? new Set();
  owner[GIVEN] = given;
  return given;
}

/** Tells whether work goes on after a response. Cloudflare Workers end all that a request has begun together with it. */
export function canWorkInBackground(): boolean {
  return !isCloudflareWorkers();
}

/**
 * Node's own crypto, whose `verify` is synchronous; `undefined` elsewhere. It is never imported, so that bundles for edge
 * runtimes load.
 *
 * Cloudflare Workers can pass for Node and have only a part of the module.
 */
export function nodeCrypto(): NodeCrypto | undefined {
  if (isCloudflareWorkers()) return undefined;
  return attempt(() => environment().getBuiltinModule?.('node:crypto'));
}

/** Creates a decoder of UTF-8. The jsdom environment of Jest has no global one, while Node below it does. */
export function createTextDecoder(options: { fatal: boolean; ignoreBOM: boolean }): TextDecoder {
  const Decoder =
    (globalThis as { TextDecoder?: typeof TextDecoder }).TextDecoder ??
    environment().getBuiltinModule?.('node:util')?.TextDecoder;
  if (!Decoder) throw new Error('This runtime has no TextDecoder.');
  return new Decoder('utf-8', options);
}

function isCloudflareWorkers(): boolean {
  return (globalThis as { navigator?: { userAgent?: string } }).navigator?.userAgent === 'Cloudflare-Workers';
}

/** The edge runtime of Next.js has members of `process` that throw as soon as they are touched. */
function attempt<Result>(touch: () => Result): Result | undefined {
  try {
    return touch();
  } catch {
    return undefined;
  }
}
