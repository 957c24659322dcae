import { X_GRAPHQL_TARGET, X_PROJECT_KEY } from '@forward-to/protocol';
import { answerJson } from '../answer.ts';
import { requireSession } from '../forward-to.ts';
import type { GatewayCall, GatewayRuntime } from '../gateway-call.ts';
import { singleHeader } from '../header-map.ts';
import { readSessionToken } from '../read-session-token.ts';
import { answerFromStub, answerUnknownTarget } from './answer-from-stub.ts';
import { OWN_TARGETS } from './graphql-stubs.ts';
import { readGraphqlRequest } from './read-graphql-request.ts';
import type { GraphqlRequest } from './read-graphql-request.ts';
import { createQueryRunner } from './run-query.ts';
import type { GraphqlAnswer } from './run-query.ts';

/**
 * Creates the route `POST /graphql`: users and Projects by schema, other targets by stub.
 *
 * What the gateway cannot answer is a GraphQL error in the page and a line on the terminal.
 */
export function createGraphqlRoute(): (call: GatewayCall, runtime: GatewayRuntime) => Promise<void> {
  const run = createQueryRunner();
  return async (call, runtime) => {
    const request = await readGraphqlRequest(call);
    const target = singleHeader(call.headers, X_GRAPHQL_TARGET);
    const { status, body } = OWN_TARGETS.includes(target ?? '')
      ? await run(request, createContext(call, runtime))
      : answerOther(request, target, call, runtime);
    warnAboutErrors(body.errors, runtime);
    answerJson(call.response, status, body);
  };
}

function createContext(call: GatewayCall, runtime: GatewayRuntime) {
  const token = readSessionToken(call.headers);
  return {
    requireUser: () => requireSession(call, runtime).user,
    isSignedIn: token !== undefined && runtime.sessions.find(token) !== undefined,
    projectKey: singleHeader(call.headers, X_PROJECT_KEY),
  };
}

function answerOther(
  request: GraphqlRequest,
  target: string | undefined,
  call: GatewayCall,
  runtime: GatewayRuntime,
): GraphqlAnswer {
  requireSession(call, runtime);
  const stubs = runtime.settings.graphql;
  const stub = target === undefined ? undefined : stubs.get(target);
  return stub && target !== undefined ? answerFromStub(stub, target, request) : answerUnknownTarget(target, stubs);
}

function warnAboutErrors(errors: GraphqlAnswer['body']['errors'], { settings }: GatewayRuntime): void {
  for (const { message, extensions } of errors ?? []) {
    const hint = extensions?.hint;
    if (typeof hint === 'string')
      settings.onEvent({ type: 'warning', message: message.slice(0, 500).replaceAll(/[^\x20-\x7e]/g, '?'), hint });
  }
}
