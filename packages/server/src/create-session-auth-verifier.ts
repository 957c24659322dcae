import { clientError } from '@forward-to/protocol';
import { createVerifier } from './create-verifier.ts';
import { createReporter } from './hooks.ts';
import type { TokenFacts } from './hooks.ts';
import type { SessionAuthVerifierOptions } from './options.ts';
import type { VerifiableRequest } from './read-headers.ts';
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
  const verify = createVerifier(options);
  const report = createReporter(options);
  return async (request) => {
    const facts: TokenFacts = {};
    try {
      const session = await verify(request, facts);
      assignSession(request, session);
      report.verified(request, facts, session);
      return session;
    } catch (error) {
      report.rejected(request, facts, error);
      throw error;
    }
  };
}

function assignSession(request: object, session: Session): void {
  // A session that somebody else put there must not survive.
  try {
    (request as { session?: Session }).session = session;
  } catch (cause) {
    const hint = 'Pass a request object that is not frozen.';
    throw clientError('invalid_config', 'The request object cannot hold a session.', hint, cause);
  }
}
