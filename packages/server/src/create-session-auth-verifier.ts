import { clientError } from '@forward-to/protocol';
import { checkAudience } from './check-audience.ts';
import { checkTimes, checkType, readIssuer, readSession } from './check-claims.ts';
import { warn } from './environment.ts';
import { refusal } from './errors.ts';
import { createKeyStores } from './jwks-options.ts';
import { parseGatewayUrl, readOptions } from './options.ts';
import type { SessionAuthVerifierOptions, VerifierSettings } from './options.ts';
import { readBearerToken } from './read-headers.ts';
import type { VerifiableRequest } from './read-headers.ts';
import { readToken } from './read-token.ts';
import type { Session } from './session.ts';

/** Verifies a request and assigns `request.session`; further arguments are ignored. */
export type SessionAuthVerifier<Request extends object = VerifiableRequest> = (
  request: Request,
  ...ignored: unknown[]
) => Promise<Session>;

/**
 * Creates the function that tells who is calling: it verifies the exchange token of a request and gives the session.
 *
 * Takes Node and Express requests, WHATWG requests, plain `{ headers, url }`, and Lambda events with `getRequestUrl`.
 * Keep what it returns: it holds the keys of the gateway.
 *
 * @throws ForwardToError `invalid_config` at once; what it returns rejects with `source: 'verifier'` and `statusCode`.
 * @example
 * const verify = createSessionAuthVerifier({ audience: 'https://api.example.com', issuer: 'gcp-eu', projects: ['shop'] });
 * const { userId, projectKey } = await verify(request);
 */
export function createSessionAuthVerifier<Request extends object = VerifiableRequest>(
  options: SessionAuthVerifierOptions<Request>,
): SessionAuthVerifier<Request> {
  const settings = readOptions(options);
  const { now = Date.now, fetch, getRequestUrl, onVerified, onRejected } = options;
  const keyStores = createKeyStores(options.jwks, {
    issuers: settings.issuers,
    now,
    fetch: fetch ?? ((...args) => globalThis.fetch(...args)), // late-bound: a test may patch it later
    parseUrl: parseGatewayUrl,
  });

  // The order is cheapest first, and nothing is believed before the signature but the issuer, which picks the key.
  const verify = async (request: Request): Promise<Session> => {
    const { kid, claims, signed, signature } = readToken(readBearerToken(request));
    const issuer = readIssuer(claims, settings.issuers);
    const hasSigned = await keyStores.get(issuer)?.find(kid);
    if (!hasSigned || !(await hasSigned(signed, signature))) throw refusal('invalid_signature');
    checkTimes(claims, { now: now(), tolerance: settings.clockTolerance });
    checkAudience(claims, request, readUrl(request, getRequestUrl), settings);
    checkType(claims);
    const session = readSession(claims, issuer);
    checkProject(session, settings);
    return session;
  };

  return async (request) => {
    try {
      const session = await verify(request);
      assignSession(request, session);
      notify(() => onVerified?.(session, request));
      return session;
    } catch (error) {
      notify(() => onRejected?.(error, request));
      throw error;
    }
  };
}

function checkProject({ projectKey }: Session, { projects }: VerifierSettings): void {
  if (projects !== 'any' && !projects.includes(projectKey))
    throw refusal('project_not_allowed', { expected: projects });
}

function readUrl<Request extends object>(request: Request, getRequestUrl?: (request: Request) => string): unknown {
  try {
    return getRequestUrl?.(request);
  } catch (cause) {
    throw refusal('invalid_request_url', { actual: '"getRequestUrl" threw', cause });
  }
}

function assignSession(request: object, session: Session): void {
  // A session that somebody else put there must not survive.
  if (Reflect.set(request, 'session', session)) return;
  throw clientError('invalid_config', 'The request takes no session', 'Hand over a request that is not frozen.');
}

/** Runs a hook of the caller, which must not decide about the call. */
function notify(hook: () => unknown): void {
  void (async () => {
    await hook();
  })().catch(() => {
    warn('FORWARD_TO_HOOK_FAILED', 'A hook of the session verifier threw: onVerified or onRejected.');
  });
}
