import {
  ACCEPT_VERSION,
  computeAudience,
  isAudiencePolicy,
  isForwardToVersion,
  isLoopbackHost,
  PERMISSIONS_CLAIM_REQUEST,
  X_FORWARD_TO,
  X_FORWARD_TO_AUDIENCE_POLICY,
  X_FORWARD_TO_CLAIMS,
  X_PROJECT_KEY,
} from '@forward-to/protocol';
import type { ForwardToVersion } from '@forward-to/protocol';
import { gatewayError, printable } from './errors.ts';
import type { GatewayUser } from './gateway-options.ts';
import { singleHeader } from './header-map.ts';
import type { HeaderMap } from './header-map.ts';

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
 * Reads and checks the protocol headers, in the order of the contract: version, required headers, target, policy and
 * claims, Project.
 *
 * @param options.onMissingVersion is called when the caller relies on the default version.
 * @throws ForwardToError with a gateway code.
 */
export function readForwardRequest(
  headers: HeaderMap,
  options: { user: GatewayUser; targets: ReadonlySet<string>; onMissingVersion: () => void },
): ForwardRequest {
  const version = readVersion(headers, options.onMissingVersion);
  const target = requiredHeader(headers, X_FORWARD_TO);
  const policy = requiredHeader(headers, X_FORWARD_TO_AUDIENCE_POLICY);
  const projectKey = requiredHeader(headers, X_PROJECT_KEY);
  const url = readTarget(target, options.targets);
  if (!isAudiencePolicy(policy)) {
    throw gatewayError(
      'invalid_header',
      `${X_FORWARD_TO_AUDIENCE_POLICY} has an unknown value`,
      'Use "forward-url-full-path" or "forward-url-origin".',
    );
  }
  const wantsPermissions = readClaims(headers);
  const permissions = readPermissions(options.user, projectKey);
  return {
    version,
    url,
    audience: computeAudience(url, policy),
    projectKey,
    userPermissions: wantsPermissions ? permissions : undefined,
  };
}

function readVersion(headers: HeaderMap, onMissing: () => void): ForwardToVersion {
  const version = singleHeader(headers, ACCEPT_VERSION);
  if (version === undefined) {
    onMissing();
    return 'v1';
  }
  if (isForwardToVersion(version)) return version;
  throw gatewayError(
    'unsupported_version',
    `There is no version ${printable(version)} of /proxy/forward-to`,
    `Send "${ACCEPT_VERSION}: v2".`,
    {
      expected: ['v2', 'v1'],
      actual: printable(version),
    },
  );
}

function requiredHeader(headers: HeaderMap, name: string): string {
  const value = singleHeader(headers, name);
  if (value !== undefined) return value;
  throw gatewayError(
    'missing_header',
    `The header "${name}" is missing`,
    'Send it with each request to /proxy/forward-to; the helpers of this kit do.',
  );
}

function readTarget(value: string, targets: ReadonlySet<string>): URL {
  // Bytes outside ASCII have no meaning in a header that both sides agree on.
  const url = /^[\x21-\x7e]+$/.test(value) && URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw gatewayError(
      'invalid_target',
      `${X_FORWARD_TO} is not an absolute http(s) URL`,
      'Send the whole URL, percent-encoded, for example "http://localhost:6001/notes".',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw gatewayError(
      'invalid_target',
      `${X_FORWARD_TO} holds a user name or password`,
      'Leave them out: the API learns who calls from the token.',
    );
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    throw gatewayError(
      'invalid_target',
      `${X_FORWARD_TO} is an http: URL of another machine`,
      'Use https:, or a target on localhost.',
    );
  }
  if (!targets.has(url.origin)) {
    throw gatewayError(
      'target_not_allowed',
      `${url.origin} is not a target of this gateway`,
      `If it is yours, start the gateway with --target ${url.origin}`,
      {
        expected: [...targets],
        actual: url.origin,
      },
    );
  }
  return url;
}

function readClaims(headers: HeaderMap): boolean {
  const claims = singleHeader(headers, X_FORWARD_TO_CLAIMS)?.split(/ +/) ?? [];
  if (claims.every((claim) => claim === PERMISSIONS_CLAIM_REQUEST)) return claims.length > 0;
  throw gatewayError(
    'invalid_header',
    `${X_FORWARD_TO_CLAIMS} asks for an unknown claim`,
    `"${PERMISSIONS_CLAIM_REQUEST}" is the only one.`,
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
    {
      expected: Object.keys(user.projects),
      actual: printable(projectKey),
    },
  );
}
