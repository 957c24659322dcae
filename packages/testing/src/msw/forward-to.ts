import { clientError } from '@forward-to/protocol';
import type { PublicKey } from '@forward-to/protocol/issuer';
import type { DefaultBodyType, Path, PathParams, RequestHandler } from 'msw';
import { ForwardToHandler } from './forward-to-handler.ts';
import type { ForwardToResolver, GraphqlResolver } from './forward-to-handler.ts';
import { readGraphqlOperation } from './graphql-operation.ts';
import { OtherwiseHandler } from './otherwise-handler.ts';
import { createRefusal } from './refusal.ts';
import type { RefusalCode, RefusalDetails } from './refusal.ts';
import { signIn, verifierOptions } from './test-gateway.ts';
import type { TestUser } from './test-gateway.ts';

export interface ForwardToHandlerOptions {
  /** Takes one call and no more. @default false */
  once?: boolean | undefined;
}

/** Creates a handler for the calls of one verb to a URL of the external API, or a pattern of MSW's for such URLs. */
export type ForwardToVerb = <
  Params extends PathParams<keyof Params> = PathParams,
  RequestBody extends DefaultBodyType = DefaultBodyType,
  ResponseBody extends DefaultBodyType = undefined,
>(
  url: Path,
  resolver: ForwardToResolver<Params, RequestBody, ResponseBody>,
  options?: ForwardToHandlerOptions,
) => RequestHandler;

/** Creates a handler for one GraphQL operation at a URL of the external API. */
export type GraphqlVerb = (
  url: Path,
  operationName: string | RegExp,
  resolver: GraphqlResolver,
  options?: ForwardToHandlerOptions,
) => RequestHandler;

export interface ForwardTo {
  get: ForwardToVerb;
  post: ForwardToVerb;
  put: ForwardToVerb;
  patch: ForwardToVerb;
  delete: ForwardToVerb;
  head: ForwardToVerb;
  options: ForwardToVerb;
  /** Any method. */
  all: ForwardToVerb;
  graphql: { query: GraphqlVerb; mutation: GraphqlVerb };
  /** The last handler: rejects every forward-to call that none before it took, and names the nearest handler. */
  otherwise: () => RequestHandler;
  /** Says who is signed in and what they may do; without an argument, back to the default. */
  signIn: (user?: TestUser) => void;
  /** A response that makes a call fail with a code of the kit. */
  refusal: (code: RefusalCode, details?: RefusalDetails) => Response;
  /** With these a verifier of `@forward-to/server` accepts the tokens that resolvers see. */
  verifierOptions: () => Promise<{ issuer: string; jwks: { keys: readonly PublicKey[] } }>;
}

/**
 * Handlers of Mock Service Worker for calls through `/proxy/forward-to`. They stand for the gateway: they check each call, mint a
 * real exchange token, and hand the request over as the external API would see it.
 *
 * @example
 * const server = setupServer(
 *   forwardTo.get('https://api.example.com/orders/:id', ({ params }) => HttpResponse.json({ id: params.id })),
 *   forwardTo.otherwise(),
 * );
 */
export const forwardTo: ForwardTo = {
  get: verb('get'),
  post: verb('post'),
  put: verb('put'),
  patch: verb('patch'),
  delete: verb('delete'),
  head: verb('head'),
  options: verb('options'),
  all: verb('all'),
  graphql: { query: graphqlVerb('query'), mutation: graphqlVerb('mutation') },
  otherwise: () => new OtherwiseHandler(),
  signIn,
  refusal: createRefusal,
  verifierOptions,
};

function verb(method: string): ForwardToVerb {
  return (url, resolver, { once = false } = {}) =>
    new ForwardToHandler({
      method,
      url: checkUrl(url),
      resolver: resolver as never,
      once,
      name: `forwardTo.${method}(${shown(url)})`,
    });
}

function graphqlVerb(type: 'query' | 'mutation'): GraphqlVerb {
  return (url, operationName, resolver, { once = false } = {}) =>
    new ForwardToHandler({
      method: 'all',
      url: checkUrl(url),
      resolver: resolver as never,
      once,
      name: `forwardTo.graphql.${type}(${shown(url)}, ${shown(operationName)})`,
      accept: async (apiRequest) => {
        const operation = await readGraphqlOperation(apiRequest);
        if (operation?.type !== type) return undefined;
        const isWanted =
          typeof operationName === 'string'
            ? operation.operationName === operationName
            : operationName.test(operation.operationName);
        return isWanted ? { ...operation } : undefined;
      },
    });
}

/** A path alone would be one of the page, and match no call. */
function checkUrl(url: Path): Path {
  if (typeof url !== 'string' || !url.startsWith('/')) return url;
  throw clientError(
    'invalid_config',
    `The URL of a handler must be that of the external API (received ${JSON.stringify(url)}).`,
    `Pass the whole URL, such as "https://api.example.com${url}", or "*${url}" for any host.`,
  );
}

function shown(pattern: Path): string {
  return typeof pattern === 'string' ? `'${pattern}'` : String(pattern);
}
