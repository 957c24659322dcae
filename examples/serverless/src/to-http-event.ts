import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { HttpEvent } from './lambda.ts';

/**
 * Turns a request into the event that an HTTP API of API Gateway makes of it, payload 2.0.
 *
 * Members as "Create AWS Lambda proxy integrations for HTTP APIs" of the API Gateway guide lists them: header names in
 * lower case, several values joined by commas, cookies apart, the body in base64 unless it is text.
 */
export async function toHttpEvent(request: IncomingMessage): Promise<HttpEvent> {
  const [rawPath = '/', rawQueryString = ''] = (request.url ?? '/').split('?', 2);
  const { cookie, ...headers } = request.headersDistinct;
  const content = await buffer(request);
  const isText = /^(?:text\/|application\/(?:json|xml|javascript))/.test(request.headers['content-type'] ?? '');
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookie && { cookies: cookie }),
    headers: Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values?.join(',')])),
    requestContext: {
      stage: '$default',
      http: { method: request.method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
    },
    ...(content.length > 0 && { body: content.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: content.length > 0 && !isText,
  };
  return event;
}
