import { ForwardToError, parseErrorMark, X_FORWARD_TO_ERROR } from '@forward-to/protocol';

/**
 * Reads the body of an answer by its content type: JSON parsed, other text as a string, anything else as a `Blob`.
 *
 * Gives `undefined` for an empty body.
 *
 * @throws ForwardToError `invalid_response` for JSON that does not parse, and for a web page in a good answer: a data call
 * never asks for one, so it comes from something in between. The body of a bad answer never throws.
 */
export async function readBody(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  const isJson = /^[\w.]+\/(?:[\w.-]+\+)?json\b/i.test(type);
  if (!isJson && type !== '' && !/^text\/|\bxml\b/i.test(type)) {
    const blob = await response.blob();
    return blob.size > 0 ? blob : undefined;
  }
  const text = await response.text();
  if (text === '') return undefined;
  if (isJson) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      if (response.ok) throw invalidResponse(response, text);
    }
  }
  if (response.ok && /^text\/html\b/i.test(type)) throw invalidResponse(response, text);
  return text;
}

function invalidResponse(response: Response, text: string): ForwardToError {
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
