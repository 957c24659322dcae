import { createRefusalAnswer } from '../answer.ts';
import { isRefusal } from '../is-refusal.ts';
import type { RefusalAnswer } from '../answer.ts';
import { createSessionAuthVerifier as createVerifier } from '../create-session-auth-verifier.ts';
import type { SessionAuthVerifier } from '../create-session-auth-verifier.ts';
import { readExposeDetails } from '../options.ts';
import { requireProjects } from '../require-projects.ts';
import type { StrictVerifierOptions } from '../require-projects.ts';
import type { Session } from '../session.ts';
import { publicPath } from './lambda-event.ts';
import type { LambdaEvent, LambdaResult } from './lambda-event.ts';

/** Options of the verifier; `projects` is required here, and `getRequestUrl` is not. */
export type LambdaVerifierOptions<Event extends LambdaEvent = LambdaEvent> = StrictVerifierOptions<Event>;

/**
 * Creates the function that tells who sent an event, and assigns `event.session`.
 *
 * Paths are taken with their stage, as they stand in the public URL. `basePath` is for a base path mapping of a custom
 * domain that the event doesn't show.
 *
 * @throws ForwardToError `invalid_config` at once; what it returns rejects with `source: 'verifier'` and `statusCode`.
 * @example
 * const verify = createSessionAuthVerifier({ audience: 'https://api.example.com', issuer: 'gcp-eu', projects: ['shop'] });
 * export const handler = async (event) => ({ statusCode: 200, body: (await verify(event)).userId });
 */
export function createSessionAuthVerifier<Event extends LambdaEvent = LambdaEvent>(
  options: LambdaVerifierOptions<Event>,
): SessionAuthVerifier<Event> {
  requireProjects(options);
  // An event without a path is refused: the verifier says what is missing.
  const getRequestUrl = options.getRequestUrl ?? ((event: Event) => publicPath(event) as string);
  return createVerifier({ ...options, getRequestUrl });
}

/**
 * Creates a wrapper for Lambda handlers that verifies first and answers refusals itself, those of `assertPermissions` in
 * the handler too. Whatever else the handler throws goes on to Lambda.
 *
 * @throws ForwardToError `invalid_config`
 * @example
 * const withSession = createSessionGuard({ audience: 'https://api.example.com', issuer: 'gcp-eu', projects: ['shop'] });
 * export const handler = withSession(async (event, session) => ({ statusCode: 200, body: session.userId }));
 */
export function createSessionGuard<Event extends LambdaEvent = LambdaEvent>(
  options: LambdaVerifierOptions<Event>,
): <Result, Rest extends unknown[]>(
  handler: (event: Event, session: Session, ...rest: Rest) => Result | Promise<Result>,
) => (event: Event, ...rest: Rest) => Promise<Result | LambdaResult> {
  const verify = createSessionAuthVerifier(options);
  const exposeDetails = readExposeDetails(options);
  return (handler) =>
    async (event, ...rest) => {
      try {
        return await handler(event, await verify(event), ...rest);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        return toResult(createRefusalAnswer(error, { exposeDetails }), event);
      }
    };
}

function toResult({ statusCode, headers, body }: RefusalAnswer, event: LambdaEvent): LambdaResult {
  const result = { statusCode, body: JSON.stringify(body), isBase64Encoded: false } as const;
  // A load balancer that was set to multi-value headers reads no others.
  if (event.headers || !event.multiValueHeaders) return { ...result, headers };
  return {
    ...result,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
  };
}
