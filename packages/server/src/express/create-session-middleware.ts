import { createSessionAuthVerifier } from '../create-session-auth-verifier.ts';
import { readExposeDetails } from '../options.ts';
import type { SessionAuthVerifierOptions } from '../options.ts';
import type { VerifiableRequest } from '../read-headers.ts';
import { rememberRefusalOptions } from '../refusal-options.ts';
import { refuse } from './refuse.ts';
import type { Session } from '../session.ts';
import type { AnswerableResponse, Next } from './refuse.ts';

declare global {
  // Express has no other way to type what a middleware adds; it works without @types/express as well.
  // eslint-disable-next-line @typescript-eslint/no-namespace -- see above
  namespace Express {
    interface Request {
      /** Who is calling; there behind the session middleware only. */
      session: Session;
    }
  }
}

export interface SessionMiddlewareOptions<
  Request extends object = VerifiableRequest,
> extends SessionAuthVerifierOptions<Request> {
  /** Hands refusals to `next(error)` instead of answering them. @default false */
  passErrors?: boolean | undefined;
}

export type SessionMiddleware<Request extends object = VerifiableRequest> = (
  request: Request,
  response: AnswerableResponse,
  next: Next,
) => Promise<void>;

/**
 * Creates an Express middleware (4 and 5) that verifies who is calling and assigns `request.session`.
 *
 * It answers refused calls itself: 401, 403 for a Project that is not served, 503 while keys cannot be had.
 *
 * @throws ForwardToError `invalid_config`
 * @example
 * app.use(createSessionMiddleware({ audience: 'https://api.example.com', issuer: 'gcp-eu', projects: ['shop'] }));
 */
export function createSessionMiddleware<Request extends object = VerifiableRequest>(
  options: SessionMiddlewareOptions<Request>,
): SessionMiddleware<Request> {
  const verify = createSessionAuthVerifier(options);
  const refusalOptions = { exposeDetails: readExposeDetails(options), passErrors: options.passErrors === true };
  return async (request, response, next) => {
    rememberRefusalOptions(request, refusalOptions);
    try {
      await verify(request);
    } catch (error) {
      refuse(error, request, response, next);
      return;
    }
    // Outside of the try: what a later handler throws is none of this middleware's business.
    next();
  };
}
