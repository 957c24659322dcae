import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { isForwardToError, parseErrorMark } from '@forward-to/protocol';
import express from 'express';
import express4 from 'express4';
import fastify from 'fastify';
import { createSessionMiddleware } from '../../express/index.ts';
import { sessionPlugin } from '../../fastify/index.ts';
import { createSessionGuard as createFetchGuard } from '../../fetch/index.ts';
import { createSessionAuthVerifier } from '../../index.ts';
import { createSessionGuard as createLambdaGuard } from '../../lambda/index.ts';
import type { LambdaResult } from '../../lambda/index.ts';
import { toProjects } from './attack.ts';
import type { Attack, GoodCall } from './attack.ts';
import { API, ISSUER, NOW, PATH } from './lab.ts';
import type { Lab } from './lab.ts';

/** What a door said: the code of its refusal, or that it let the call in. */
type Outcome = string;
export const LET_IN = 'let in';

/** Sends one call through a door. */
export type Door = (call: Attack | GoodCall) => Promise<Outcome>;

const optionsOf = (lab: Lab, { options: { projects = ['my-project'], ...options } = {} }: Attack | GoodCall) => ({
  audience: API,
  issuer: ISSUER,
  jwks: { keys: lab.keys },
  now: () => NOW,
  ...options,
  projects: toProjects(projects) ?? 'any',
});

/** Every door of the package by its name, each called as its platform calls it. */
export function openDoors(lab: Lab): Readonly<Record<string, Door>> {
  return {
    'plain headers and URL': plainDoor(lab),
    'Express 5': (call) => overHttp(expressListener(lab, call, express), call),
    'Express 4': (call) => overHttp(expressListener(lab, call, express4 as unknown as typeof express), call),
    Fetch: fetchDoor(lab),
    'Lambda 1.0': lambdaDoor(lab, restEvent),
    'Lambda 2.0': lambdaDoor(lab, httpEvent),
    'Load balancer': lambdaDoor(lab, balancerEvent),
    Fastify: fastifyDoor(lab),
  };
}

function plainDoor(lab: Lab): Door {
  return async (call) => {
    const { authorization, headers, path = PATH } = call;
    const verify = createSessionAuthVerifier(optionsOf(lab, call));
    try {
      await verify({ headers: { ...headers, ...(authorization.length > 0 && { authorization }) }, url: path });
      return LET_IN;
    } catch (error) {
      return isForwardToError(error) ? error.code : String(error);
    }
  };
}

function fetchDoor(lab: Lab): Door {
  return async (call) => {
    const headers = new Headers(call.headers);
    for (const value of call.authorization) headers.append('Authorization', value);
    const guard = createFetchGuard(optionsOf(lab, call));
    const handler = guard(() => new Response('', { headers: { 'x-forward-to-error': '' } }));
    const response = await handler(new Request(new URL(call.path ?? PATH, API), { headers }));
    return codeOf(response.status, response.headers.get('x-forward-to-error'));
  };
}

type EventOf = (call: Attack | GoodCall, path: string, query: string) => object;

// Shapes as in "Working with AWS Lambda proxy integrations for HTTP APIs" and "Set up a proxy integration with a proxy resource".
const restEvent: EventOf = ({ authorization, headers }, path) => ({
  version: '1.0',
  path: path.replace(/^\/stage/, ''),
  headers: { ...headers, ...(authorization.length > 0 && { Authorization: authorization.at(-1) }) },
  multiValueHeaders: { ...(authorization.length > 0 && { Authorization: authorization }) },
  requestContext: { path, stage: 'stage' },
});
const httpEvent: EventOf = ({ authorization, headers }, path, query) => ({
  version: '2.0',
  rawPath: path,
  rawQueryString: query,
  headers: { ...headers, ...(authorization.length > 0 && { authorization: authorization.join(',') }) },
  requestContext: { http: { method: 'GET', path } },
});
const balancerEvent: EventOf = ({ authorization, headers }, path) => ({
  requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:region:1:targetgroup/t/1' } },
  path,
  multiValueHeaders: {
    ...Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, [value]])),
    ...(authorization.length > 0 && { authorization }),
  },
});

function lambdaDoor(lab: Lab, eventOf: EventOf): Door {
  return async (call) => {
    const [path = '', query = ''] = (call.path ?? PATH).split('?', 2);
    const guard = createLambdaGuard(optionsOf(lab, call));
    const result = await guard(() => LET_IN)(eventOf(call, path, query));
    if (result === LET_IN) return LET_IN;
    const { forwardToError } = JSON.parse((result as LambdaResult).body) as { forwardToError: { code: string } };
    return forwardToError.code;
  };
}

function expressListener(lab: Lab, call: Attack | GoodCall, framework: typeof express): RequestListener {
  const app = framework();
  app.use(createSessionMiddleware(optionsOf(lab, call)));
  app.use((_request, response) => {
    response.end();
  });
  return app;
}

function fastifyDoor(lab: Lab): Door {
  return async (call) => {
    let listener: RequestListener = () => undefined;
    const app = fastify({
      serverFactory: (handler) => {
        listener = handler;
        return createServer();
      },
    });
    await app.register(sessionPlugin, optionsOf(lab, call));
    app.all('*', (_request, reply) => reply.send());
    await app.ready();
    const outcome = await overHttp(listener, call);
    await app.close();
    return outcome;
  };
}

/** Sends a call by a raw socket, since an HTTP client would tidy up what an attacker sends. */
async function overHttp(listener: RequestListener, call: Attack | GoodCall): Promise<Outcome> {
  // Node's own limit for headers would answer before the verifier sees a large token.
  const server = createServer({ maxHeaderSize: 1024 * 1024 }, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const lines = [
    `GET ${call.path ?? PATH} HTTP/1.1`,
    'Host: api.example.com',
    ...Object.entries(call.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...call.authorization.map((value) => `Authorization: ${value}`),
    'Connection: close',
    '',
    '',
  ];
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(lines.join('\r\n'), 'latin1'));
    let text = '';
    socket.on('data', (data) => (text += data.toString('latin1')));
    socket.on('end', () => {
      resolve(text);
    });
    socket.on('error', reject);
  });
  await new Promise((resolve) => server.close(resolve));
  return codeOf(Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1]), /^x-forward-to-error: (\S+)/im.exec(answer)?.[1] ?? null);
}

function codeOf(status: number, mark: string | null): Outcome {
  if (status === 200 && !mark) return LET_IN;
  return parseErrorMark(mark)?.code ?? `status ${status}`;
}
