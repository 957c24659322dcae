import { cleanText, ForwardToError } from '@forward-to/protocol';
import { describeCall } from './describe-call.ts';
import type { Call } from './describe-call.ts';
import { markOf } from './mark-of.ts';
import { networkError } from './network-error.ts';
import { headOf } from './response-head.ts';

const JSON_TYPE = /^[\w.]+\/(?:[\w.-]+\+)?json\b/i;

/**
 * Reads the body of a response by its content type: JSON parsed, other text as a string, anything else as a `Blob`.
 *
 * Gives `undefined` for an empty body.
 *
 * @throws ForwardToError `invalid_response` for JSON that does not parse, and for a web page in a 2xx response: a data call
 * never asks for one, so it comes from something in between. The content of any other response never throws.
 * `network_error`, `aborted` or `timeout` for a body that cannot be read to its end.
 */
export async function readBody(response: Response, call: Call): Promise<unknown> {
  const fail = (error: unknown): never => {
    throw networkError(error, { ...call, statusCode: response.status });
  };
  const type = response.headers.get('content-type');
  if (type && !JSON_TYPE.test(type) && !/^text\/|\bxml\b/i.test(type)) {
    const blob = await response.blob().catch(fail);
    return blob.size > 0 ? blob : undefined;
  }
  return parseBody(response, await response.text().catch(fail), call);
}

/** The same for text that was read already. */
export function parseBody(response: Response, text: string, call: Call): unknown {
  if (text === '') return undefined;
  const type = response.headers.get('content-type') ?? '';
  if (JSON_TYPE.test(type)) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      if (response.ok) throw invalidResponse(response, text, call);
    }
  }
  if (response.ok && /^text\/html\b/i.test(type)) throw invalidResponse(response, text, call);
  return text;
}

/** The error of a 2xx response whose body is not what was asked for. */
export function invalidResponse(response: Response, text: string, call: Call): ForwardToError {
  const type = cleanText(response.headers.get('content-type') ?? 'none');
  return new ForwardToError(
    'invalid_response',
    `${describeCall(call)} responded with ${response.status}, but its body is not data (content type ${type}): ${JSON.stringify(text.slice(0, 80))}`,
    {
      source: markOf(headOf(response, call))?.source ?? 'unknown',
      statusCode: response.status,
      request: call.request,
      hint: 'HTML often comes from a proxy in between.',
    },
  );
}
