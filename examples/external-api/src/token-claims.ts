import type { Request, RequestHandler } from 'express';

/**
 * `GET /token-claims`: the claims of the caller's own token, decoded, beside the session that the verifier made of them.
 *
 * A lesson for readers of the example, which an API of your own does not need. Its place is behind the session middleware:
 * decoding verifies nothing. The response never holds the token itself.
 */
export const sendTokenClaims: RequestHandler = (request, response) => {
  response.json({ claims: decodeClaims(request), session: request.session });
};

function decodeClaims({ headers }: Request): unknown {
  const [, payload = ''] = (headers.authorization ?? '').split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as unknown;
}
