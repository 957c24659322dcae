import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { request as requestHttp } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { request as requestHttps } from 'node:https';
import {
  ACCEPT_VERSION,
  AUTHORIZATION,
  FORWARD_TO_PATH,
  X_FORWARD_TO,
  X_FORWARD_TO_AUDIENCE_POLICY,
  X_FORWARD_TO_ERROR,
  X_MC_API_FORWARD_TO_VERSION,
  X_PROJECT_KEY,
} from '@forward-to/protocol';
import { printable } from '../errors.ts';
import type { Echo } from './start-echo.ts';

/** One behaviour of a gateway: what this repository assumes, and what was seen. */
export interface ConformanceResult {
  behaviour: string;
  assumed: string;
  observed: string;
}

export interface ConformanceOptions {
  /** Origin of the gateway that is asked. */
  apiOrigin: string;
  /** Session token of somebody who may use the Project. It is sent to `apiOrigin` only. */
  sessionToken: string;
  projectKey: string;
  /** The external API that the gateway forwards to. */
  echo: Echo;
  /** Milliseconds that the external API stays silent in the last question; 0 leaves the question out. */
  silence: number;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
}

/** Where an application is in development. */
const PAGE = 'http://localhost:3001';
const HEADERS = [
  'accept-version',
  'authorization',
  'x-forward-to',
  'x-forward-to-audience-policy',
  'x-forward-to-claims',
];
const MORE_HEADERS = ['x-project-key', 'x-force-token', 'x-forward-header-x-foo', 'x-foo'];

/** Asks a gateway about each behaviour that its documentation leaves open. A question without an answer is a result too. */
export async function checkConformance(options: ConformanceOptions): Promise<ConformanceResult[]> {
  const origin = new URL(options.echo.url).origin;
  const questions: [behaviour: string, assumed: string, ask: () => Promise<string>][] = [
    ['PUT at preflight', 'allowed', () => askMethod(options, 'PUT')],
    ['PATCH at preflight', 'allowed', () => askMethod(options, 'PATCH')],
    ['Headers at preflight', 'all but x-foo', () => askHeaders(options)],
    [
      'A call without a session',
      '401, unmarked',
      async () => {
        const { status, headers } = await send(options, '/notes', { [AUTHORIZATION]: undefined });
        const mark = headers[X_FORWARD_TO_ERROR];
        return `${status}, ${mark === undefined ? 'unmarked' : `marked ${String(mark)}`}`;
      },
    ],
    [
      `A call without ${ACCEPT_VERSION}`,
      'v1',
      async () => {
        const headers = await forward(options, '/notes', { [ACCEPT_VERSION]: undefined });
        return String(headers[X_MC_API_FORWARD_TO_VERSION.toLowerCase()] ?? 'not named');
      },
    ],
    [
      'Audience of the root path',
      'without a slash',
      async () => {
        const { aud } = tokenPart(await forward(options, '/'), 1);
        if (aud === origin) return 'without a slash';
        return aud === `${origin}/` ? 'with a slash' : `another (${String(aud)})`;
      },
    ],
    [
      'Header "typ" of the token',
      'absent',
      async () => {
        const { typ } = tokenPart(await forward(options, '/notes'), 0);
        if (typ === undefined) return 'absent';
        return typeof typ === 'string' ? typ : JSON.stringify(typ);
      },
    ],
  ];
  if (options.silence > 0) {
    questions.push([
      `An API that is silent for ${options.silence / 1000} s`,
      'the call waits',
      async () => {
        const { status } = await send(options, `/silence/${options.silence}`, {});
        return status === 200 ? 'the call waits' : `status ${status}`;
      },
    ]);
  }
  const results: ConformanceResult[] = [];
  for (const [behaviour, assumed, ask] of questions) {
    const observed = await ask().catch((error: unknown) => `no answer: ${describe(error)}`);
    // What a gateway sends goes to a terminal and into an issue.
    results.push({ behaviour, assumed, observed: printable(observed) });
  }
  return results;
}

/** The results as a Markdown table. A row whose two sides differ is marked. */
export function formatConformance(results: readonly ConformanceResult[]): string {
  const rows = results.map(({ behaviour, assumed, observed }) => [
    behaviour,
    assumed,
    observed.replaceAll('|', '\\|'),
    observed === assumed ? '' : 'differs',
  ]);
  const table = [['behaviour', 'assumed', 'observed', ''], ['---', '---', '---', '---'], ...rows];
  return table.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

async function askMethod(options: ConformanceOptions, method: string): Promise<string> {
  const methods = listOf(await preflight(options, method), 'access-control-allow-methods');
  return methods.includes(method.toLowerCase()) ? 'allowed' : `not allowed (${methods.join(', ') || 'no list'})`;
}

async function askHeaders(options: ConformanceOptions): Promise<string> {
  const allowed = listOf(await preflight(options, 'GET'), 'access-control-allow-headers');
  const missing = [...HEADERS, ...MORE_HEADERS].filter((name) => !allowed.includes(name));
  return missing.length === 0 ? 'all' : `all but ${missing.join(', ')}`;
}

async function preflight({ apiOrigin }: ConformanceOptions, method: string): Promise<Answer> {
  return request(apiOrigin, 'OPTIONS', {
    origin: PAGE,
    'access-control-request-method': method,
    'access-control-request-headers': [...HEADERS, ...MORE_HEADERS].join(','),
  });
}

/** Sends a call that has to reach the external API; gives the headers that it received. */
async function forward(
  options: ConformanceOptions,
  path: string,
  headers: Record<string, string | undefined> = {},
): Promise<IncomingHttpHeaders> {
  const id = randomUUID();
  const { status } = await send(options, `${path}?id=${id}`, headers);
  const seen = options.echo.take(id);
  if (seen === undefined) throw new Error(`the call did not reach the external API, status ${status}`);
  return seen;
}

async function send(
  { apiOrigin, sessionToken, projectKey, echo }: ConformanceOptions,
  path: string,
  headers: Record<string, string | undefined>,
): Promise<Answer> {
  return request(apiOrigin, 'GET', {
    origin: PAGE,
    accept: 'application/json',
    [AUTHORIZATION]: `Bearer ${sessionToken}`,
    [ACCEPT_VERSION]: 'v2',
    [X_FORWARD_TO]: echo.url + path,
    [X_FORWARD_TO_AUDIENCE_POLICY]: 'forward-url-full-path',
    [X_PROJECT_KEY]: projectKey,
    ...headers,
  });
}

async function request(
  apiOrigin: string,
  method: string,
  headers: Record<string, string | undefined>,
): Promise<Answer> {
  const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
  const open = apiOrigin.startsWith('https:') ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    // Not fetch: it adds headers of its own, and follows redirects.
    open(apiOrigin + FORWARD_TO_PATH, { method, headers: sent, agent: false }, (response) => {
      text(response).then(() => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers });
      }, reject);
    })
      .on('error', reject)
      .end();
  });
}

function listOf({ headers }: Answer, name: string): string[] {
  return String(headers[name] ?? '')
    .toLowerCase()
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function tokenPart({ authorization = '' }: IncomingHttpHeaders, index: 0 | 1): Record<string, unknown> {
  const part = authorization.replace(/^bearer +/i, '').split('.')[index] ?? '';
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
}

/** An error of the network by its code; a message of Node's may quote what was sent. */
function describe(error: unknown): string {
  const { code, name, message } = error as { code?: unknown; name?: unknown; message?: unknown };
  if (typeof code === 'string') return code;
  return name === 'SyntaxError' ? 'no token of three parts' : String(message);
}
