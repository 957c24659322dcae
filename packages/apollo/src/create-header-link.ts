import type { ApolloLink } from '@apollo/client';
import { clientError, FORWARD_TO_PATH, nameCall, parseHttpUrl, readHeaders, showValue } from '@forward-to/protocol';
import { X_FEATURE_FLAG, X_GRAPHQL_OPERATION_NAME, X_GRAPHQL_TARGET, X_TEAM_ID } from '@forward-to/protocol';
import type { ForwardToConfig, HeaderInput } from '@forward-to/protocol';
import type { ApplicationContext } from '@forward-to/http-client';
import { buildUrl, createOptions, withCall } from '@forward-to/http-client/door';
import { loadApollo } from './apollo-module.ts';
import { GRAPHQL_TARGETS } from './graphql-targets.ts';
import { runtimeOf } from './link-options.ts';
import type { LinkOptions } from './link-options.ts';

export interface HeaderLinkOptions extends LinkOptions {
  /** Value of `X-User-Agent`; the header is left out without it. */
  userAgent?: string | undefined;
  /** @default the Project key in the page's URL; `projectKey` in an operation's context wins over both */
  projectKey?: string | undefined;
}

/** What the link reads of an operation. */
type Operation = Parameters<ApolloLink['request']>[0];

/** What an operation's context may say; legacy calls to the gateway say some of it in their variables. */
interface OperationFacts {
  target?: unknown;
  projectKey?: string | undefined;
  teamId?: string | undefined;
  featureFlag?: string | undefined;
}

interface OperationContext extends OperationFacts {
  uri?: unknown;
  headers?: HeaderInput | undefined;
  forwardToConfig?: ForwardToConfig | undefined;
  skipGraphQlTargetCheck?: boolean | undefined;
  fetchOptions?: RequestInit | undefined;
}

/**
 * Creates the link that decides where an operation goes, and builds its headers from the application context.
 *
 * With `forwardToConfig` in its context an operation goes through `/proxy/forward-to` to the external API; any other goes to
 * `<mcApiUrl>/graphql`, to the service that `context.target` names. Generated headers win over `context.headers`, whatever the
 * spelling. The session goes to the gateway only: a `context.uri` elsewhere is refused.
 *
 * @throws ForwardToError (as an error of the operation, before anything is sent) `invalid_config`, also for a target that is
 * missing or unknown; `missing_context`, `invalid_header`.
 * @example ApolloLink.from([createErrorLink(), createHeaderLink(), createTokenRenewalLink(), new HttpLink()])
 */
export function createHeaderLink(options: HeaderLinkOptions = {}): ApolloLink {
  const { ApolloLink, Observable } = loadApollo();
  return new ApolloLink((operation, forward) => {
    try {
      operation.setContext(createRequestContext(operation, options));
    } catch (error) {
      const { forwardToConfig } = operation.getContext() as OperationContext;
      return new Observable((observer) => {
        observer.error(withCall(error, nameCall('POST', forwardToConfig?.uri)));
      });
    }
    return forward(operation);
  });
}

function createRequestContext(operation: Operation, options: HeaderLinkOptions): Record<string, unknown> {
  const context = operation.getContext() as OperationContext;
  const { forwardToConfig, fetchOptions } = context;
  const runtime = runtimeOf(options);
  const page = runtime.readContext();
  // Variables of an operation for an external API are that API's own.
  const legacy = forwardToConfig === undefined ? (operation.variables as OperationFacts) : {};
  const target = forwardToConfig === undefined ? readTarget(context, legacy) : undefined;
  const { headers } = createOptions(
    {
      userAgent: options.userAgent ?? runtime.userAgent,
      projectKey: context.projectKey ?? legacy.projectKey ?? options.projectKey,
      headers: {
        ...Object.fromEntries(readHeaders(context.headers)),
        [X_GRAPHQL_TARGET]: target,
        [X_GRAPHQL_OPERATION_NAME]: operation.operationName === '' ? undefined : operation.operationName,
        [X_TEAM_ID]: context.teamId ?? legacy.teamId ?? page.teamId,
        [X_FEATURE_FLAG]: context.featureFlag ?? legacy.featureFlag,
      },
      forwardToConfig,
    },
    page,
  );
  return {
    uri: forwardToConfig === undefined ? gatewayUri(context.uri, page) : buildUrl(FORWARD_TO_PATH, page),
    headers,
    credentials: 'include',
    // Whoever answers must not choose where the session goes next.
    fetchOptions: { ...fetchOptions, redirect: fetchOptions?.redirect === 'error' ? 'error' : 'manual' },
  };
}

function readTarget(context: OperationContext, legacy: OperationFacts): string | undefined {
  const target = context.target ?? legacy.target;
  const isText = typeof target === 'string' && target !== '';
  if (context.skipGraphQlTargetCheck) return isText ? target : undefined;
  if (isText && GRAPHQL_TARGETS.some((known) => known === target)) return target;
  throw clientError(
    'invalid_config',
    isText ? `The GraphQL target ${showValue(target)} is unknown.` : 'The operation has no GraphQL target.',
    `Set "target" in its context to one of ${GRAPHQL_TARGETS.join(', ')}; for an API of your own, use createApolloContextForProxyForwardTo.`,
  );
}

/** The gateway's GraphQL endpoint, or another of its own that the caller names by path or URL. */
function gatewayUri(uri: unknown, page: ApplicationContext): string {
  const endpoint = buildUrl('/graphql', page);
  if (uri === undefined || uri === '') return endpoint;
  if (typeof uri === 'string' && uri.startsWith('/')) return buildUrl(uri, page);
  const { href, origin } = parseHttpUrl(uri, 'context.uri');
  if (origin === new URL(endpoint).origin) return href;
  throw clientError(
    'invalid_config',
    '"context.uri" is not a URL of the gateway, and the session must not be sent elsewhere.',
    'For an API of your own, use createApolloContextForProxyForwardTo.',
  );
}
