import type { ApolloClient, ApolloLink, HttpLink } from '@apollo/client';
import { createRuntime, pageRuntime } from '@forward-to/http-client/door';
import type { ClientRuntime, RuntimeSettings } from '@forward-to/http-client/door';
import { loadApollo } from './apollo-module.ts';
import { createErrorLink } from './create-error-link.ts';
import { createHeaderLink } from './create-header-link.ts';
import { createLinkFetch } from './create-link-fetch.ts';
import { createTokenRenewalLink } from './create-token-renewal-link.ts';

type ClientOptions = ConstructorParameters<typeof ApolloClient>[0];
type HttpOptions = NonNullable<ConstructorParameters<typeof HttpLink>[0]>;

export type ApolloClientSettings = Partial<Omit<ClientOptions, 'link' | 'uri' | 'headers' | 'credentials'>> &
  Omit<RuntimeSettings, 'context'> & {
    /** Facts of the page, or a function that gives them for each call. @default the page */
    context?: RuntimeSettings['context'] | undefined;
    /** Instead of `context`: the surroundings that other links or clients share. */
    runtime?: ClientRuntime | undefined;
    /** @default the Project key in the page's URL */
    projectKey?: string | undefined;
    /** Links of your own, for example for persisted queries; they stand before the headers are built. */
    link?: ApolloLink | readonly ApolloLink[] | undefined;
    /** Options of the terminating link, for example `{ useGETForQueries: true }`. */
    http?: Omit<HttpOptions, 'uri' | 'fetch' | 'credentials'> | undefined;
    /** Terminating link instead of Apollo's `HttpLink`: a `BatchHttpLink`, a link for uploads. */
    httpLink?: ApolloLink | undefined;
  };

/**
 * Creates an Apollo Client whose operations go through the Merchant Center API Gateway: to an external API with
 * `createApolloContextForProxyForwardTo` in their context, to `<mcApiUrl>/graphql` with `target` in it.
 *
 * Everything is read from the page unless `context` or `runtime` is given. Other options are those of `ApolloClient`.
 *
 * @throws ForwardToError (as an error of an operation) see `createErrorLink` and `createHeaderLink`.
 * @example
 * const client = createApolloClient({ userAgent: 'order-notes/1.0' });
 * <ApolloProvider client={client}>…
 */
export function createApolloClient(settings: ApolloClientSettings = {}): InstanceType<typeof ApolloClient> {
  const {
    context,
    fetch,
    sessionStore,
    userAgent,
    projectKey,
    runtime: given,
    link,
    http,
    httpLink,
    ...rest
  } = settings;
  const apollo = loadApollo();
  const runtime = given ?? chooseRuntime({ context, fetch, sessionStore, userAgent });
  const chain = [
    createErrorLink(),
    ...[link ?? []].flat(),
    createHeaderLink({ runtime, userAgent, projectKey }),
    createTokenRenewalLink({ runtime }),
    httpLink ?? new apollo.HttpLink({ ...http, fetch: createLinkFetch({ runtime }) }),
  ];
  return new apollo.ApolloClient({
    cache: new apollo.InMemoryCache(),
    ...rest,
    link: apollo.ApolloLink.from(chain),
  });
}

type OwnSurroundings = Pick<ApolloClientSettings, 'context' | 'fetch' | 'sessionStore' | 'userAgent'>;

/** The page with what the caller replaces of it, or the caller's own context. */
function chooseRuntime({ context, ...own }: OwnSurroundings): ClientRuntime {
  if (context !== undefined) return createRuntime({ context, ...own });
  const given = Object.entries(own).filter(([, value]) => value !== undefined);
  return { ...pageRuntime(), ...Object.fromEntries(given) };
}
