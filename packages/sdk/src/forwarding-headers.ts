import { pairsOf, splitHeaders } from '@forward-to/http-client/door';
import {
  ACCEPT_VERSION,
  DEFAULT_AUDIENCE_POLICY,
  DEFAULT_VERSION,
  FORWARD_HEADER_PREFIX,
  PERMISSIONS_CLAIM_REQUEST,
  X_FORWARD_TO,
  X_FORWARD_TO_AUDIENCE_POLICY,
  X_FORWARD_TO_CLAIMS,
} from '@forward-to/protocol';
import type { ForwardToConfig, HeaderInput } from '@forward-to/protocol';
import type { ForwardToPayload } from './sdk-action.ts';

/** Writes the configuration of a forward-to call as the headers of its action, unchecked: checks belong to the dispatch. */
export function forwardingHeaders(fields: Partial<ForwardToPayload>): Record<string, unknown> {
  const {
    uri,
    headers,
    includeUserPermissions,
    version = DEFAULT_VERSION,
    audiencePolicy = DEFAULT_AUDIENCE_POLICY,
  } = fields;
  const { forwarded, contentType } = splitHeaders(pairsOf(headers));
  const built: Record<string, unknown> = {
    [ACCEPT_VERSION]: version,
    [X_FORWARD_TO]: uri,
    [X_FORWARD_TO_AUDIENCE_POLICY]: audiencePolicy,
  };
  if (includeUserPermissions) built[X_FORWARD_TO_CLAIMS] = PERMISSIONS_CLAIM_REQUEST;
  for (const name of Object.keys(forwarded)) built[FORWARD_HEADER_PREFIX + name] = forwarded[name];
  if (contentType !== undefined) built['Content-Type'] = contentType;
  return built;
}

/**
 * Reads the configuration of a forward-to call back from the headers of its action; `undefined` for any other call.
 *
 * Of two spellings of one name the last counts.
 */
export function readForwarding(headers: HeaderInput, isForwardTo: boolean): ForwardToConfig | undefined {
  const found: Record<string, never> = {};
  const custom: [string, never][] = [];
  for (const [name, value] of Object.entries(headers) as [string, never][]) {
    const key = name.toLowerCase();
    found[key] = value;
    if (key.startsWith(FORWARD_HEADER_PREFIX)) custom.push([key.slice(FORWARD_HEADER_PREFIX.length), value]);
  }
  const valueOf = (name: string): never => found[name.toLowerCase()] as never;
  const uri = valueOf(X_FORWARD_TO) as string | undefined;
  if (uri === undefined && !isForwardTo) return undefined;
  return {
    uri: uri as string,
    version: valueOf(ACCEPT_VERSION),
    audiencePolicy: valueOf(X_FORWARD_TO_AUDIENCE_POLICY),
    headers: Object.fromEntries(custom),
  };
}
