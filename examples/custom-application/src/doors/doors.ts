/** The ways to the external API that this page can take, in the order of their tabs. */
export const DOORS = [
  {
    name: 'http-client',
    label: 'HTTP client',
    code: 'executeHttpClientRequest(createFetcher(buildApiUrl("/proxy/forward-to")), { forwardToConfig: { uri } })',
  },
  { name: 'request', label: 'One line', code: 'forwardToRequest(uri, { method, json, headers, signal })' },
  { name: 'fetch', label: 'fetch', code: 'useForwardToFetch()(uri, { method, body, headers, signal })' },
  { name: 'sdk', label: 'SDK actions', code: 'dispatch(actions.forwardTo.post({ uri, payload, headers }))' },
  { name: 'rtk-query', label: 'RTK Query', code: 'createApi({ baseQuery: createForwardToBaseQuery({ baseUrl }) })' },
  {
    name: 'apollo',
    label: 'Apollo',
    code: 'client.query({ query, context: createApolloContextForProxyForwardTo({ uri }) })',
  },
] as const;

export type DoorName = (typeof DOORS)[number]['name'];
