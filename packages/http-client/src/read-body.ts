import { ForwardToError, parseErrorMark, X_FORWARD_TO_ERROR } from '@forward-to/protocol';

const JSON_TYPE = /^[\w.]+\/(?:[\w.-]+\+)?json\b/i;

/**
 * Reads the body of an answer by its content type: JSON parsed, other text as a string, anything else as a `Blob`.
 *
 * Gives `undefined` for an empty body.
 *
 * @throws ForwardToError `invalid_response` for JSON that does not parse, and for a web page in a good answer: a data call
 * never asks for one, so it comes from something in between. The body of a bad answer never throws.
 */
export async function readBody(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type');
  if (type && !JSON_TYPE.test(type) && !/^text\/|\bxml\b/i.test(type)) {
    const blob = await response.blob();
    return blob.size > 0 ? blob : undefined;
  }
  return parseBody(response, await response.text());
}

/** The same for text that was read already. */
export function parseBody(response: Response, text: string): unknown {
  if (text === '') return undefined;
  const type = response.headers.get('content-type') ?? '';
  if (JSON_TYPE.test(type)) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      if (response.ok) throw invalidResponse(response, text);
    }
  }
  if (response.ok && /^text\/html\b/i.test(type)) throw invalidResponse(response, text);
  return text;
}

/** A good answer that is not what was asked for. */
export function invalidResponse(response: Response, text: string): ForwardToError {
  const type = response.headers.get('content-type') ?? 'none';
  return new ForwardToError(
    'invalid_response',
    `The answer (status ${response.status}, content type ${type}) is no data: ${JSON.stringify(text.slice(0, 80))}`,
    {
      source: parseErrorMark(response.headers.get(X_FORWARD_TO_ERROR))?.source ?? 'unknown',
      statusCode: response.status,
      hint: 'Look at the first bytes: a page of HTML often comes from a proxy in between.',
    },
  );
}
