import { createRefusalAnswer } from '../answer.ts';
import { isRefusal } from '../is-refusal.ts';
import type { RefusalAnswer } from '../answer.ts';
import { createSessionAuthVerifier as createVerifier } from '../create-session-auth-verifier.ts';
import { readExposeDetails } from '../options.ts';
import { requireProjects } from '../require-projects.ts';
import type { StrictVerifierOptions } from '../require-projects.ts';
import type { Session } from '../session.ts';

/** Options of the verifier; `projects` is required here. */
export type FetchVerifierOptions = StrictVerifierOptions<Request>;

/** Handles a request of somebody who is known; further arguments are those that the framework gave. */
export type SessionHandler<Rest extends unknown[]> = (
  request: Request,
  session: Session,
  ...rest: Rest
) => Response | Promise<Response>;

/**
 * Creates the function that tells who sent a WHATWG `Request`.
 *
 * @throws ForwardToError `invalid_config` at once; what it returns rejects with `source: 'verifier'` and `statusCode`.
 * @example
 * const verify = createSessionAuthVerifier({ audience: 'https://api.example.com', issuer: 'gcp-eu', projects: ['shop'] });
 * const { userId } = await verify(request);
 */
export function createSessionAuthVerifier(options: FetchVerifierOptions): (request: Request) => Promise<Session> {
  requireProjects(options);
  return createVerifier(options);
}

/**
 * Creates a wrapper for handlers of WHATWG requests: Next.js route handlers, Hono, Workers, Deno, Bun.
 *
 * It verifies first and answers refusals itself, those of `assertPermissions` in the handler too. Whatever else the
 * handler throws goes on to the framework.
 *
 * @throws ForwardToError `invalid_config`
 * @example
 * const withSession = createSessionGuard({ audience: 'https://api.example.com', issuer: 'gcp-eu', projects: ['shop'] });
 * export const GET = withSession((request, session) => Response.json({ user: session.userId }));
 */
export function createSessionGuard(
  options: FetchVerifierOptions,
): <Rest extends unknown[]>(handler: SessionHandler<Rest>) => (request: Request, ...rest: Rest) => Promise<Response> {
  const verify = createSessionAuthVerifier(options);
  const exposeDetails = readExposeDetails(options);
  return (handler) =>
    async (request, ...rest) => {
      try {
        return await handler(request, await verify(request), ...rest);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        return toResponse(createRefusalAnswer(error, { exposeDetails }));
      }
    };
}

function toResponse({ statusCode, headers, body }: RefusalAnswer): Response {
  return new Response(JSON.stringify(body), { status: statusCode, headers });
}
