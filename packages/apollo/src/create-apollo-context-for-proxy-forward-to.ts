import { FORWARD_TO_PATH } from '@forward-to/protocol';
import type { ForwardToConfig } from '@forward-to/protocol';
import { buildApiUrl } from '@forward-to/http-client';

/** The part of an Apollo context that sends an operation to an external API. */
export interface ApolloForwardToContext {
  /** The gateway's forward-to endpoint. */
  uri: string;
  forwardToConfig: ForwardToConfig;
  /** The external API is no service of the Merchant Center, so there is no target to check. */
  skipGraphQlTargetCheck: true;
}

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
export function createApolloContextForProxyForwardTo(config: ForwardToConfig): ApolloForwardToContext {
  return {
    uri: buildApiUrl(FORWARD_TO_PATH),
    forwardToConfig: config,
    skipGraphQlTargetCheck: true,
  };
}
