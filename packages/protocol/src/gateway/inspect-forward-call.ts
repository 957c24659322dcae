import { computeAudience, isAudiencePolicy } from '../audience.ts';
import { PERMISSIONS_CLAIM_REQUEST } from '../claims.ts';
import { isForwardToError } from '../errors.ts';
import type { ForwardToError } from '../errors.ts';
import {
  ACCEPT_VERSION,
  X_FORWARD_TO,
  X_FORWARD_TO_AUDIENCE_POLICY,
  X_FORWARD_TO_CLAIMS,
  X_PROJECT_KEY,
} from '../header-names.ts';
import { isLoopbackHost } from '../loopback.ts';
import { isForwardToVersion } from '../versions.ts';
import type { ForwardToVersion } from '../versions.ts';
import { gatewayError, printable } from './gateway-error.ts';
import { singleHeader } from './header-map.ts';
import type { HeaderMap } from './header-map.ts';

/** What a request to `/proxy/forward-to` asks for. */
export interface ForwardCall {
  /** Absent when the caller relies on the default of the gateway. */
  version: ForwardToVersion | undefined;
  url: URL;
  audience: string;
  projectKey: string;
  wantsPermissions: boolean;
}

/** A header that breaks the contract, and the error with which the gateway rejects the request. */
export interface BrokenHeader {
  header: string;
  error: ForwardToError;
}

/**
 * Reads the protocol headers of a request, and collects what is wrong with them in the order of the contract: version,
 * required headers, target, policy, claims.
 *
 * @returns `call` when nothing is wrong; else a list in `broken`, of which a gateway answers with the first.
 */
export function inspectForwardCall(headers: HeaderMap): { call: ForwardCall | undefined; broken: BrokenHeader[] } {
  const broken: BrokenHeader[] = [];
  const attempt = <Value>(header: string, read: (header: string) => Value): Value | undefined => {
    try {
      return read(header);
    } catch (error) {
      if (!isForwardToError(error)) throw error;
      broken.push({ header, error });
      return undefined;
    }
  };
  const version = attempt(ACCEPT_VERSION, (name) => readVersion(singleHeader(headers, name)));
  const [target, policyText, projectKey] = [X_FORWARD_TO, X_FORWARD_TO_AUDIENCE_POLICY, X_PROJECT_KEY].map((header) =>
    attempt(header, (name) => requiredHeader(headers, name)),
  );
  const url = target === undefined ? undefined : attempt(X_FORWARD_TO, () => readForwardTarget(target));
  const policy =
    policyText === undefined ? undefined : attempt(X_FORWARD_TO_AUDIENCE_POLICY, () => readPolicy(policyText));
  const wantsPermissions = attempt(X_FORWARD_TO_CLAIMS, (name) => readClaims(singleHeader(headers, name))) ?? false;
  if (broken.length > 0 || !url || !policy || projectKey === undefined) return { call: undefined, broken };
  return { call: { version, url, audience: computeAudience(url, policy), projectKey, wantsPermissions }, broken };
}

function readVersion(version: string | undefined): ForwardToVersion | undefined {
  if (version === undefined || isForwardToVersion(version)) return version;
  throw gatewayError(
    'unsupported_version',
    `There is no version ${printable(version)} of /proxy/forward-to.`,
    `Send "${ACCEPT_VERSION}: v2".`,
    { expected: ['v2', 'v1'], actual: printable(version) },
  );
}

function requiredHeader(headers: HeaderMap, name: string): string {
  const value = singleHeader(headers, name);
  if (value !== undefined) return value;
  throw gatewayError(
    'missing_header',
    `The header "${name}" is missing.`,
    'Send it with each request to /proxy/forward-to; the functions of this kit do.',
  );
}

/**
 * Reads the URL of the external API, as a gateway on loopback accepts it.
 *
 * @throws ForwardToError `invalid_target`
 */
function readForwardTarget(value: string): URL {
  // Bytes outside ASCII have no meaning in a header that both sides agree on.
  const url = /^[\x21-\x7e]+$/.test(value) && URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw gatewayError(
      'invalid_target',
      `${X_FORWARD_TO} is not an absolute http(s) URL.`,
      'Send the whole URL, percent-encoded, for example "http://localhost:6001/notes".',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw gatewayError(
      'invalid_target',
      `${X_FORWARD_TO} holds a user name or password.`,
      'Leave them out: the API learns from the token who calls.',
    );
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    throw gatewayError(
      'invalid_target',
      `${X_FORWARD_TO} is an http: URL of another machine.`,
      'Use https:, or a target on localhost.',
    );
  }
  return url;
}

function readPolicy(policy: string): 'forward-url-full-path' | 'forward-url-origin' {
  if (isAudiencePolicy(policy)) return policy;
  throw gatewayError(
    'invalid_header',
    `${X_FORWARD_TO_AUDIENCE_POLICY} has the unknown value ${JSON.stringify(printable(policy))}.`,
    'Use "forward-url-full-path" or "forward-url-origin".',
    { expected: ['forward-url-full-path', 'forward-url-origin'], actual: printable(policy) },
  );
}

function readClaims(value: string | undefined): boolean {
  const claims = value?.split(/ +/) ?? [];
  if (claims.every((claim) => claim === PERMISSIONS_CLAIM_REQUEST)) return claims.length > 0;
  throw gatewayError(
    'invalid_header',
    `${X_FORWARD_TO_CLAIMS} asks for an unknown claim.`,
    `"${PERMISSIONS_CLAIM_REQUEST}" is the only one.`,
    { expected: PERMISSIONS_CLAIM_REQUEST, actual: printable(value ?? '') },
  );
}
