import { request as requestHttp } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream';
import { isForwardToError } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import { createCallerHeaders } from './caller-headers.ts';
import { exposeHeaders } from './cors.ts';
import { gatewayError } from './errors.ts';
import type { GatewayCall, GatewayRuntime } from './gateway-call.ts';
import { readHeaderMap } from './header-map.ts';

export interface TargetRequest {
  url: URL;
  headers: Record<string, string | readonly string[]>;
  /** Called when the target did not answer, at most once, and never after its answer began. */
  onRefusal: (error: ForwardToError) => void;
  /** Called when the call is over, whatever its end. */
  onEnd: (outcome: 'complete' | 'left' | 'broken') => void;
}

/**
 * Sends a call to the external API and its answer back, as streams in both directions; nothing is kept in memory.
 *
 * Whoever goes away takes the other side along: a caller that leaves ends the target's request, and a target that breaks
 * off in the middle of an answer breaks the caller's connection, since a status can no longer tell.
 */
export function sendToTarget(call: GatewayCall, target: TargetRequest, runtime: GatewayRuntime): void {
  const { request, response } = call;
  const upstream = openRequest(call.method, target, runtime);
  let state: 'waiting' | 'answering' | 'refused' = 'waiting';
  let targetBroke = false;

  // Only before an answer began: after that, what happens to the target's request is no refusal.
  const refuse = (error: ForwardToError): void => {
    state = 'refused';
    if (!response.destroyed) target.onRefusal(error);
    upstream.destroy();
  };
  upstream.on('timeout', () => {
    if (state === 'waiting') refuse(timedOut(target.url));
  });
  upstream.on('error', (error) => {
    if (state === 'waiting') refuse(isForwardToError(error) ? error : unreachable(target.url, error));
  });
  upstream.on('close', () => {
    if (state === 'waiting') refuse(unreachable(target.url));
    // What the target did not want to read must not hold up the caller's connection.
    request.resume();
  });
  upstream.on('response', (incoming) => {
    if (state !== 'waiting') return;
    upstream.setTimeout(0);
    try {
      beginAnswer(call, incoming);
    } catch (error) {
      // A status or header that HTTP does not allow. What was taken over from the answer must not stay on the refusal.
      for (const name of response.getHeaderNames()) {
        if (!name.startsWith('access-control-')) response.removeHeader(name);
      }
      refuse(unreachable(target.url, error));
      return;
    }
    state = 'answering';
    incoming.on('error', () => {
      targetBroke = !response.destroyed;
    });
    // The callback has nothing to do: whichever side breaks, pipeline() destroys the other.
    pipeline(incoming, response, () => undefined);
  });

  response.on('close', () => {
    const complete = response.writableFinished;
    if (!complete) upstream.destroy();
    if (state !== 'refused') target.onEnd(complete ? 'complete' : targetBroke ? 'broken' : 'left');
  });
  request.on('close', () => {
    if (!request.complete) upstream.destroy();
  });
  sendBody(call, upstream, runtime.settings.maxBodyBytes);
}

function openRequest(method: string, target: TargetRequest, runtime: GatewayRuntime): ClientRequest {
  const { url, headers } = target;
  const secure = url.protocol === 'https:';
  return (secure ? requestHttps : requestHttp)(url, {
    method,
    agent: secure ? runtime.agents.https : runtime.agents.http,
    timeout: runtime.settings.targetTimeout,
    // The agents close each connection after its call. Saying so beforehand would let the API close first, and an early
    // answer to a large upload would be lost.
    headers: { ...headers, connection: 'keep-alive' },
  });
}

function sendBody({ request, headers }: GatewayCall, upstream: ClientRequest, maxBodyBytes: number): void {
  const chunked = headers.has('transfer-encoding');
  if (!chunked && !headers.has('content-length')) {
    upstream.end();
    return;
  }
  // Node frames a body by itself only for the methods that usually have one.
  if (chunked) {
    upstream.removeHeader('content-length');
    upstream.setHeader('transfer-encoding', 'chunked');
  }
  let size = 0;
  if (maxBodyBytes < Infinity) {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBodyBytes) upstream.destroy(payloadTooLarge(maxBodyBytes));
    });
  }
  // The API may want to answer before the first byte of the body.
  upstream.flushHeaders();
  request.pipe(upstream);
}

function beginAnswer({ response }: GatewayCall, incoming: IncomingMessage): void {
  const status = incoming.statusCode ?? 502;
  const headers = createCallerHeaders(status, readHeaderMap(incoming.rawHeaders));
  exposeHeaders(response, headers.keys());
  response.statusCode = status;
  for (const [name, values] of headers) {
    response.setHeader(name, values.length === 1 ? (values[0] as string) : values);
  }
  // Before the first byte of the body, for which an event stream may take a while.
  response.flushHeaders();
}

/** A refusal for a body above the limit. */
export function payloadTooLarge(maxBodyBytes: number): ForwardToError {
  return gatewayError(
    'payload_too_large',
    `The body is larger than ${maxBodyBytes} bytes`,
    'Send less, or raise "maxBodyBytes" of the gateway.',
  );
}

function timedOut(url: URL): ForwardToError {
  return gatewayError(
    'target_timeout',
    `${url.origin} did not answer in time`,
    'Look at the API: it took the request and stays silent.',
  );
}

function unreachable(url: URL, cause?: unknown): ForwardToError {
  const code = codeOf(cause);
  const message = `${url.origin} gave no HTTP answer${code === undefined ? '' : ` (${code})`}`;
  return gatewayError('target_unreachable', message, hintFor(code), { cause });
}

/** Node's code only (ECONNREFUSED, CERT_HAS_EXPIRED, …): messages may quote what was sent. */
function codeOf(cause: unknown): string | undefined {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

function hintFor(code = ''): string {
  if (/CERT|SELF_SIGNED|UNABLE_TO_/.test(code)) {
    return 'The certificate is not trusted; start the gateway with NODE_EXTRA_CA_CERTS=<file of its authority>.';
  }
  if (/SSL|TLS|EPROTO/.test(code)) return 'The target does not speak TLS; use http: for an API on this machine.';
  if (code.startsWith('HPE_')) return 'Something else than a web server, or a broken one, listens there.';
  return 'Is the API running, and is its port right?';
}
