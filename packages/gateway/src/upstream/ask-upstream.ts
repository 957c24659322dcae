import { request as requestHttp } from 'node:http';
import type { Agent, IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { ACCEPT_VERSION, X_FORCE_TOKEN, X_GRAPHQL_TARGET, X_PROJECT_KEY, X_USER_AGENT } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import { gatewayError } from '../errors.ts';
import type { GatewayUser } from '../gateway-options.ts';

/** What the gateway asks; the same fields as the application shell asks at its start. */
const QUERY = `query FetchLoggedInUser($projectKey: String!) {
  me { id }
  project(key: $projectKey) { key allAppliedPermissions { name value } }
}`;
const MAX_BYTES = 1024 * 1024;

/** How the upstream is reached. */
export interface UpstreamConnection {
  agents: { http: Agent; https: Agent };
  /** Milliseconds for the whole answer. */
  timeout: number;
}

export interface UpstreamQuestion {
  apiOrigin: string;
  projectKey: string;
  credential: { name: string; value: string };
  /** Asks for a fresh platform token (`X-Force-Token`). */
  force: boolean;
}

/**
 * Asks the upstream who a session belongs to, and what this user may do in a Project.
 *
 * @returns the user, with access to this one Project, or to none.
 * @throws ForwardToError `unauthenticated` when the upstream does not accept the session, and `upstream_unreachable` for
 * everything that is not a clear answer.
 */
export async function askUpstream(question: UpstreamQuestion, connection: UpstreamConnection): Promise<GatewayUser> {
  const { status, text } = await post(question, connection).catch((error: unknown) => {
    throw unreachable(question.apiOrigin, codeOf(error), error);
  });
  const body = parse(text);
  if (status === 401 || isUnauthenticated(body)) throw sessionUnknown(question.apiOrigin);
  const user = status === 200 ? readUser(body, question.projectKey) : undefined;
  if (user === undefined) {
    throw unreachable(question.apiOrigin, status === 200 ? 'it did not say who the user is' : `status ${status}`);
  }
  return user;
}

function post(
  { apiOrigin, projectKey, credential, force }: UpstreamQuestion,
  { timeout, agents }: UpstreamConnection,
): Promise<{ status: number; text: string }> {
  const url = new URL('/graphql', apiOrigin);
  const secure = url.protocol === 'https:';
  const body = JSON.stringify({ operationName: 'FetchLoggedInUser', query: QUERY, variables: { projectKey } });
  return new Promise((resolve, reject) => {
    const request = (secure ? requestHttps : requestHttp)(url, {
      method: 'POST',
      agent: secure ? agents.https : agents.http,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        [ACCEPT_VERSION]: 'v2',
        [X_GRAPHQL_TARGET]: 'mc',
        [X_PROJECT_KEY]: projectKey,
        [X_USER_AGENT]: 'forward-to-gateway',
        ...(force && { [X_FORCE_TOKEN]: 'true' }),
        [credential.name]: credential.value,
      },
    });
    // For the whole answer, so that one that comes byte by byte does not keep the calls waiting.
    const timer = setTimeout(() => {
      request.destroy(Object.assign(new Error('no response in time'), { code: 'ETIMEDOUT' }));
    }, timeout);
    request.on('close', () => {
      clearTimeout(timer);
    });
    request.on('error', reject);
    request.on('response', (response) => {
      readText(response).then((text) => {
        resolve({ status: response.statusCode ?? 0, text });
      }, reject);
    });
    request.end(body);
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw Object.assign(new Error('the response is too large'), { code: 'EMSGSIZE' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readUser(body: unknown, projectKey: string): GatewayUser | undefined {
  const data = memberOf(body, 'data');
  const id = memberOf(memberOf(data, 'me'), 'id');
  if (typeof id !== 'string' || id === '') return undefined;
  const project = memberOf(data, 'project');
  const applied = memberOf(project, 'allAppliedPermissions');
  // Only the Project that was asked for counts, and only a list of permissions is an answer.
  const hasAccess = memberOf(project, 'key') === projectKey && Array.isArray(applied);
  const permissions = hasAccess
    ? applied.flatMap((entry: unknown) => {
        const name = memberOf(entry, 'name');
        return memberOf(entry, 'value') === true && typeof name === 'string' ? [name] : [];
      })
    : [];
  return { id, name: id, projects: hasAccess ? { [projectKey]: { permissions } } : {} };
}

function isUnauthenticated(body: unknown): boolean {
  const errors = memberOf(body, 'errors');
  return (
    Array.isArray(errors) &&
    errors.some((error: unknown) => memberOf(memberOf(error, 'extensions'), 'code') === 'UNAUTHENTICATED')
  );
}

function sessionUnknown(apiOrigin: string): ForwardToError {
  return gatewayError(
    'unauthenticated',
    `${apiOrigin} does not accept the session: it has ended, or it belongs to another region.`,
    'Sign in again in the application, and check that "--upstream" names the region of the Project.',
  );
}

function unreachable(apiOrigin: string, reason: string | undefined, cause?: unknown): ForwardToError {
  return gatewayError(
    'upstream_unreachable',
    `${apiOrigin} gave no usable answer to the question who the user is${reason === undefined ? '' : ` (${reason})`}.`,
    'Without that answer no call is forwarded. Check the network, and the name after "--upstream".',
    { cause },
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null ? (Reflect.get(error, 'code') as unknown) : undefined;
  return typeof code === 'string' ? code : undefined;
}
