import type { ForwardToConfig } from '@forward-to/protocol';
import { buildForwardToUrl, readEndpoints } from '@forward-to/http-client/door';

/** The part of an Apollo context that sends an operation to an external API. */
export interface ApolloForwardToContext<Config extends ForwardToConfig = ForwardToConfig> {
  /** The gateway's forward-to endpoint. */
  uri: string;
  /** The very object that was given, in its own type: the context of an application shell takes plain text as headers only. */
  forwardToConfig: Config;
  /** The external API is no service of the Merchant Center, so there is no target to check. */
  skipGraphQlTargetCheck: true;
}

/** Without it a misspelt option would compile, as anything does that a type parameter may be. */
type NoOther<Config> = Record<Exclude<keyof Config, keyof ForwardToConfig>, never>;

/**
 * Creates the Apollo context of an operation that goes to an external API; `forwardToConfig` comes back unchanged.
 *
 * Works with the links of this package and with those of an application shell. On a context of your own, without a page, the
 * links of this package need `{ forwardToConfig }` only.
 *
 * @throws ForwardToError `missing_context` when the page has no `mcApiUrl`. The configuration itself is checked by the link.
 * @example
 * useQuery(OrdersQuery, { context: createApolloContextForProxyForwardTo({ uri: 'https://api.example.com/graphql' }) });
 */
export function createApolloContextForProxyForwardTo<Config extends ForwardToConfig>(
  config: Config & NoOther<Config>,
): ApolloForwardToContext<Config> {
  return {
    uri: buildForwardToUrl(readEndpoints()),
    forwardToConfig: config,
    skipGraphQlTargetCheck: true,
  };
}
