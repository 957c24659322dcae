/** Versions of `/proxy/forward-to` that can be asked for with `Accept-version`. */
export type ForwardToVersion = 'v1' | 'v2';

/** What this kit asks for. Without the header the gateway falls back to a default of its own, so it is always sent. */
export const DEFAULT_VERSION: ForwardToVersion = 'v2';

export function isForwardToVersion(value: unknown): value is ForwardToVersion {
  return value === 'v1' || value === 'v2';
}
