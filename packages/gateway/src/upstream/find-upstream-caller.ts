import { X_FORCE_TOKEN, X_PROJECT_KEY } from '@forward-to/protocol';
import { gatewayError } from '../errors.ts';
import type { GatewayCall, GatewayRuntime } from '../gateway-call.ts';
import type { GatewayUser } from '../gateway-options.ts';
import { singleHeader } from '../header-map.ts';
import { isProjectKey } from '../read-options.ts';
import { noSessionHint } from '../session-hints.ts';
import type { UpstreamRuntime } from './create-upstream.ts';
import { upstreamCredential } from './upstream-credential.ts';

/** For calls that are rejected whoever makes them. */
const NOBODY: GatewayUser = { id: 'unknown', name: 'unknown', projects: {} };

/**
 * Finds out from the upstream who makes a forward-to call, and what they may do in the Project that it names.
 *
 * @throws ForwardToError `unauthenticated` or `upstream_unreachable`; nobody is let in without a clear answer.
 */
export async function findUpstreamCaller(
  call: GatewayCall,
  upstream: UpstreamRuntime,
  runtime: GatewayRuntime,
): Promise<GatewayUser> {
  const credential = upstreamCredential(call, upstream.cookies);
  if (credential === undefined) {
    throw gatewayError('unauthenticated', 'The request has no session.', noSessionHint(call));
  }
  const projectKey = singleHeader(call.headers, X_PROJECT_KEY);
  const { agents, settings } = runtime;
  const { projects } = settings;
  const isAllowed = isProjectKey(projectKey) && (projects.size === 0 || projects.has(projectKey));
  if (!isAllowed) return NOBODY;
  const force = singleHeader(call.headers, X_FORCE_TOKEN) === 'true';
  const question = { apiOrigin: upstream.apiOrigin, projectKey, credential, force };
  return upstream.findUser(question, { agents, timeout: settings.targetTimeout });
}
