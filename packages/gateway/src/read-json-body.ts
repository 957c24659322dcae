import type { IncomingMessage } from 'node:http';
import { gatewayError, printable } from './errors.ts';
import type { GatewayCall } from './gateway-call.ts';
import { singleHeader } from './header-map.ts';
import { payloadTooLarge } from './target-errors.ts';

const MAX_BYTES = 16 * 1024;

/**
 * Reads the JSON body of a route of the gateway itself; an empty one gives `{}`.
 *
 * A page whose origin was allowed may leave the content type out, as `fetch` does for a string. Everybody else has to
 * send `application/json`, which no form can.
 *
 * @throws ForwardToError `invalid_header`, `payload_too_large`, or `unauthenticated` for a body that is no JSON object:
 * it could only have been meant to sign somebody in.
 */
export async function readJsonBody(call: GatewayCall): Promise<Record<string, unknown>> {
  const contentType = singleHeader(call.headers, 'Content-Type');
  const isJson = /^application\/json(?:\s*;|$)/i.test(contentType ?? '');
  const isText = contentType === undefined || /^text\/plain(?:\s*;|$)/i.test(contentType);
  if (!isJson && !(isText && call.headers.has('origin'))) {
    throw gatewayError(
      'invalid_header',
      `The content type must be application/json (received ${contentType === undefined ? 'none' : `"${printable(contentType)}"`}).`,
      'Send "Content-Type: application/json".',
    );
  }
  const text = await readText(call.request, MAX_BYTES);
  if (text.trim() === '') return {};
  const body = parse(text);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw gatewayError('unauthenticated', 'The body is not a JSON object', 'Send { "userId": "developer" }.');
}

/**
 * Reads a body as text.
 *
 * @throws ForwardToError `payload_too_large`
 */
export async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read to its end but not kept, so that the answer reaches a caller that is still sending.
    if (size <= maxBytes) chunks.push(chunk);
  }
  if (size > maxBytes) throw payloadTooLarge(maxBytes);
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
