/**
 * Services behind the gateway's `/graphql`, by their value of `X-Graphql-Target`.
 *
 * Source: `GRAPHQL_TARGETS` in version 27 of `@commercetools-frontend/constants`.
 */
export const GRAPHQL_TARGETS = [
  'administration',
  'agentic-channels',
  'change-history',
  'ctp',
  'dashboard',
  'mc',
  'order-indexer',
  'pim-indexer',
  'platform-insights',
  'settings',
  'standalone-prices-indexer',
  'stores-indexer',
] as const;

/** Service that an operation without `forwardToConfig` goes to. */
export type GraphQlTarget = (typeof GRAPHQL_TARGETS)[number];
