import {
  clientError,
  createErrorBody,
  formatErrorMark,
  ForwardToError,
  GATEWAY_STATUS,
  VERIFIER_STATUS,
  X_FORWARD_TO_ERROR,
} from '@forward-to/protocol';
import type { ErrorCode, ForwardToErrorDetails } from '@forward-to/protocol';
import { HttpResponse } from 'msw';

/** The codes that a response can cause: every code but those that arise before a request is sent. */
export type RefusalCode = Exclude<ErrorCode, 'missing_context' | 'invalid_config'>;

/** What the response says beside its code. */
export interface RefusalDetails {
  message?: string | undefined;
  hint?: string | undefined;
  expected?: string | readonly string[] | undefined;
  actual?: string | undefined;
}

/**
 * A response that makes a call fail with the given code, as the gateway, the verifier or the network would.
 *
 * A call that gets `timeout` or `aborted` waits until the application's own time limit or abort ends it.
 *
 * @throws ForwardToError `invalid_config` for a code that arises in the page before anything is sent.
 */
export function createRefusal(code: RefusalCode, details: RefusalDetails = {}): Response {
  const refused = Object.hasOwn(GATEWAY_STATUS, code)
    ? ({ source: 'gateway', statusCode: GATEWAY_STATUS[code as keyof typeof GATEWAY_STATUS] } as const)
    : Object.hasOwn(VERIFIER_STATUS, code)
      ? ({ source: 'verifier', statusCode: VERIFIER_STATUS[code as keyof typeof VERIFIER_STATUS] } as const)
      : undefined;
  return refused ? refuse(createError(code, refused, details)) : otherFailure(code, details);
}

const silent = new WeakSet<Response>();

/** Stands for the response that never comes. */
function silence(): Response {
  const response = new HttpResponse(null, { status: 504 });
  silent.add(response);
  return response;
}

/** Waits until the caller gives up, where a resolver gave {@link silence}. */
export async function keepSilence(response: Response | undefined, { signal }: Request): Promise<void> {
  if (!response || !silent.has(response) || signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}

/** The response of a hop that rejects a call: status, body, and mark. */
export function refuse(error: ForwardToError): Response {
  const status = error.statusCode ?? 500;
  const scheme =
    error.source === 'verifier' && error.code !== 'missing_authorization' ? 'Bearer error="invalid_token"' : 'Bearer';
  return HttpResponse.json(createErrorBody(error, { details: true }), {
    status,
    headers: {
      [X_FORWARD_TO_ERROR]: formatErrorMark(error),
      'cache-control': 'no-store',
      ...(status === 401 && { 'www-authenticate': scheme }),
    },
  });
}

function otherFailure(code: RefusalCode, details: RefusalDetails): Response {
  switch (code) {
    case 'network_error':
      return HttpResponse.error();
    case 'timeout':
    case 'aborted':
      return silence();
    case 'invalid_response':
      return HttpResponse.html('<!doctype html><title>This is not JSON</title>', {
        headers: { 'content-type': 'application/json' },
      });
    case 'http_error':
      return refuse(createError(code, { source: 'api', statusCode: 500 }, details));
    default:
      throw clientError(
        'invalid_config',
        `No response can cause the code ${JSON.stringify(code)}.`,
        'The code arises in the page, before a request is sent. Call the function with a configuration or a page that causes it.',
      );
  }
}

function createError(
  code: RefusalCode,
  { source, statusCode }: Pick<ForwardToErrorDetails, 'source' | 'statusCode'>,
  { message, hint, ...mismatch }: RefusalDetails,
): ForwardToError {
  const who = source === 'api' ? 'external API' : source;
  return new ForwardToError(code, message ?? `The ${who} rejected the request with "${code}", as the test asked for.`, {
    source,
    statusCode,
    hint: hint ?? 'docs/errors.md explains the code.',
    ...mismatch,
  });
}
