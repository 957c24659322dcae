import { request as requestHttp } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { isForwardToError } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import { createCallerHeaders } from './caller-headers.ts';
import { exposeHeaders } from './cors.ts';
import type { GatewayCall, GatewayRuntime } from './gateway-call.ts';
import { readHeaderMap } from './header-map.ts';
import type { HeaderMap } from './header-map.ts';
import { onConnectionClose } from './on-connection-close.ts';
import { readOnAfterWriteError } from './read-on-after-write-error.ts';
import { payloadTooLarge, targetTimeout, targetUnreachable } from './target-errors.ts';

export interface TargetRequest {
  url: URL;
  headers: Record<string, string | readonly string[]>;
  /** Builds the headers for the caller from those of the response. @default createCallerHeaders */
  createCallerHeaders?: (status: number, headers: HeaderMap) => Map<string, readonly string[]>;
  /** Says what the caller hears when there is no response. @default the errors of the external API */
  describeFailure?: (url: URL, kind: 'timeout' | 'unreachable', cause?: unknown) => ForwardToError;
  /** Called when the target did not respond, at most once, and never after its response began. */
  onRefusal: (error: ForwardToError) => void;
  /** Called when the call is over, whatever its end. */
  onEnd: (outcome: 'complete' | 'left' | 'broken') => void;
}

/**
 * Sends a call to the external API and its response back, as streams in both directions; nothing is kept in memory.
 *
 * When one side goes away, the other is told: a caller that leaves ends the request to the API, and an API whose
 * connection breaks in the middle of a response breaks the caller's connection, because the status is already sent.
 */
export function sendToTarget(call: GatewayCall, target: TargetRequest, runtime: GatewayRuntime): void {
  const { request, response } = call;
  const upstream = openRequest(call.method, target, runtime);
  const describeFailure = target.describeFailure ?? describeTargetFailure;
  let state: 'waiting' | 'answering' | 'refused' | 'over' = 'waiting';
  let answer: IncomingMessage | undefined;
  let targetBroke = false;
  let writeError: Error | undefined;

  // Only before a response began: after that, what happens to the target's request is no refusal.
  const refuse = (error: ForwardToError): void => {
    state = 'refused';
    if (!response.destroyed) target.onRefusal(error);
    upstream.destroy();
  };
  const breakOff = (): void => {
    targetBroke = !response.destroyed;
    response.destroy();
  };
  upstream.on('socket', (socket) => {
    readOnAfterWriteError(socket, (error) => {
      writeError = error;
    });
    // Not the request's own timeout, which comes only once: a pause of the caller must not use it up.
    socket.setTimeout(runtime.settings.targetTimeout);
    socket.on('timeout', () => {
      // While the API has taken all that there was, it is the caller who pauses the upload.
      const isCallerSlow = !request.complete && !upstream.writableNeedDrain;
      if (state === 'waiting' && !isCallerSlow) refuse(describeFailure(target.url, 'timeout'));
    });
  });
  upstream.on('error', (error) => {
    if (state === 'waiting')
      refuse(isForwardToError(error) ? error : describeFailure(target.url, 'unreachable', error));
    // Node ends a response without a length as if it were complete when its connection is reset.
    else if (state === 'answering' && answer?.complete === false) breakOff();
  });
  upstream.on('close', () => {
    if (state === 'waiting') refuse(describeFailure(target.url, 'unreachable', writeError));
    // What the target did not want to read must not hold up the caller's connection.
    request.resume();
  });
  upstream.on('response', (incoming) => {
    if (state !== 'waiting') return;
    incoming.socket.setTimeout(0);
    try {
      beginAnswer(call, incoming, target.createCallerHeaders ?? createCallerHeaders);
    } catch (error) {
      // A status or header that HTTP does not allow. What was taken over from the response must not stay on the refusal.
      for (const name of response.getHeaderNames()) {
        if (!name.startsWith('access-control-')) response.removeHeader(name);
      }
      refuse(describeFailure(target.url, 'unreachable', error));
      return;
    }
    state = 'answering';
    answer = incoming;
    pipeline(incoming, response, { end: false }).then(() => {
      if (targetBroke) return;
      // Only its own framing proves that a response is whole once its connection has failed.
      if (writeError !== undefined && !isFramed(incoming)) breakOff();
      else response.end();
    }, breakOff);
  });

  const end = (): void => {
    const complete = response.writableFinished;
    if (!complete || writeError !== undefined) upstream.destroy();
    if (state !== 'refused' && state !== 'over') {
      target.onEnd(targetBroke ? 'broken' : complete ? 'complete' : 'left');
      state = 'over';
    }
  };
  response.on('close', end);
  onConnectionClose(call, end);
  request.on('close', () => {
    if (!request.complete) upstream.destroy();
  });
  sendBody(call, upstream, runtime.settings.maxBodyBytes);
}

function isFramed({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function openRequest(method: string, target: TargetRequest, runtime: GatewayRuntime): ClientRequest {
  const { url, headers } = target;
  const secure = url.protocol === 'https:';
  return (secure ? requestHttps : requestHttp)(url, {
    method,
    agent: secure ? runtime.agents.https : runtime.agents.http,
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

function describeTargetFailure(url: URL, kind: 'timeout' | 'unreachable', cause?: unknown): ForwardToError {
  return kind === 'timeout' ? targetTimeout(url) : targetUnreachable(url, cause);
}

function beginAnswer(
  { response }: GatewayCall,
  incoming: IncomingMessage,
  createHeaders: NonNullable<TargetRequest['createCallerHeaders']>,
): void {
  const status = incoming.statusCode ?? 502;
  // Nobody asked for another protocol, so a response would have to follow; none can (RFC 9110 §15.2.2).
  if (status < 200) throw new Error(`status ${status}`);
  const headers = createHeaders(status, readHeaderMap(incoming.rawHeaders));
  exposeHeaders(response, headers.keys());
  response.statusCode = status;
  for (const [name, values] of headers) {
    response.setHeader(name, values.length === 1 ? (values[0] as string) : values);
  }
  // Before the first byte of the body, for which an event stream may take a while.
  response.flushHeaders();
}
