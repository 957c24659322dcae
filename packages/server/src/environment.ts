// The type alone: it leaves no trace in the compiled module.
import type * as Crypto from 'node:crypto';

/** The one place of this package that reads `process`, which edge runtimes may not have. */
interface Environment {
  env?: Record<string, string | undefined>;
  emitWarning?: (message: string, options: { code: string }) => void;
  getBuiltinModule?: (id: 'node:crypto') => NodeCrypto | undefined;
}
type NodeCrypto = Pick<typeof Crypto, 'createPublicKey' | 'verify'>;

function environment(): Environment {
  return (globalThis as { process?: Environment }).process ?? {};
}

/** Tells whether the process says that it serves real users. */
export function isProduction(): boolean {
  return environment().env?.NODE_ENV === 'production';
}

/** Tells the developer about a choice that works and is worth a second look; silent where the runtime has no warnings. */
export function warn(code: string, message: string): void {
  attempt(() => environment().emitWarning?.(message, { code }));
}

/** Cloudflare Workers end what a request has begun together with its response. */
export function canWorkInBackground(): boolean {
  return !isCloudflareWorkers();
}

function isCloudflareWorkers(): boolean {
  return (globalThis as { navigator?: { userAgent?: string } }).navigator?.userAgent === 'Cloudflare-Workers';
}

/**
 * Node's own crypto, whose `verify` is synchronous; `undefined` elsewhere. Never imported, so that edge bundles load.
 *
 * Cloudflare Workers can pass for Node and have the module in part only.
 */
export function nodeCrypto(): NodeCrypto | undefined {
  if (isCloudflareWorkers()) return undefined;
  return attempt(() => environment().getBuiltinModule?.('node:crypto'));
}

/** The edge runtime of Next.js has members of `process` that throw as soon as they are touched. */
function attempt<Result>(touch: () => Result): Result | undefined {
  try {
    return touch();
  } catch {
    return undefined;
  }
}
