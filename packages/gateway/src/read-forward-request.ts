import type { ForwardToVersion } from '@forward-to/protocol';
import { gatewayError, inspectForwardCall, printable } from '@forward-to/protocol/gateway';
import type { BrokenHeader, HeaderMap } from '@forward-to/protocol/gateway';
import type { GatewayUser } from './gateway-options.ts';

/** What a request to `/proxy/forward-to` asks for, after all checks. */
export interface ForwardRequest {
  version: ForwardToVersion;
  url: URL;
  audience: string;
  projectKey: string;
  /** Absent when the caller did not ask for them. */
  userPermissions: readonly string[] | undefined;
}

/**
 * Reads and checks the protocol headers: first the contract, then what this gateway allows, the target and the Project.
 *
 * @param options.onMissingVersion is called when the caller relies on the default version.
 * @throws ForwardToError with a gateway code.
 */
export function readForwardRequest(
  headers: HeaderMap,
  options: { user: GatewayUser; targets: ReadonlySet<string>; onMissingVersion: () => void },
): ForwardRequest {
  const { call, broken } = inspectForwardCall(headers);
  if (!call) throw (broken[0] as BrokenHeader).error;
  if (call.version === undefined) options.onMissingVersion();
  checkTarget(call.url, options.targets);
  const { version = 'v1', url, audience, projectKey, wantsPermissions } = call;
  const permissions = readPermissions(options.user, projectKey);
  return { version, url, audience, projectKey, userPermissions: wantsPermissions ? permissions : undefined };
}

function checkTarget(url: URL, targets: ReadonlySet<string>): void {
  if (targets.has(url.origin)) return;
  throw gatewayError(
    'target_not_allowed',
    `${url.origin} is not a target of this gateway`,
    `If it is yours, start the gateway with --target ${url.origin}`,
    { expected: [...targets], actual: url.origin },
  );
}

function readPermissions(user: GatewayUser, projectKey: string): readonly string[] {
  // Own keys only: "constructor" is no Project.
  const access = Object.hasOwn(user.projects, projectKey) ? user.projects[projectKey] : undefined;
  if (access) return access.permissions;
  throw gatewayError(
    'project_access_denied',
    `The user "${user.id}" has no access to the Project "${printable(projectKey)}"`,
    'Check the Project key in the URL of the page, or give the user access in the users of the gateway.',
    { expected: Object.keys(user.projects), actual: printable(projectKey) },
  );
}
