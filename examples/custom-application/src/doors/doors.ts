/** The doors to the external API that this page can use, in the order of their tabs. */
export const DOORS = [
  {
    name: 'http-client',
    label: 'HTTP client',
    use: 'The function of an application shell, with a fetcher of your own or the ready-made one.',
    code: 'executeHttpClientRequest(createFetcher(buildApiUrl("/proxy/forward-to")), { forwardToConfig: { uri } })',
    change: 'PATCH',
    replace: 'PUT',
  },
  {
    name: 'request',
    label: 'One line',
    use: 'The shortest door: parsed data, or a typed error.',
    code: 'forwardToRequest(uri, { method, json, headers, signal })',
    change: 'PATCH',
    replace: 'PUT',
  },
  {
    name: 'fetch',
    label: 'fetch',
    use: 'Behaves as fetch does. Any library that takes a fetch function can use it: ky, axios, SWR and others.',
    code: 'useForwardToFetch()(uri, { method, body, headers, signal })',
    change: 'PATCH',
    replace: 'PUT',
  },
  {
    name: 'sdk',
    label: 'SDK actions',
    use: 'Redux actions, as with the SDK of an application shell.',
    code: 'dispatch(actions.forwardTo.post({ uri, payload, headers }))',
    change: 'PATCH',
    replace: 'PUT',
  },
  {
    name: 'rtk-query',
    label: 'RTK Query',
    use: 'A base query for Redux Toolkit, with its cache and its hooks.',
    code: 'createApi({ baseQuery: createForwardToBaseQuery({ includeUserPermissions }) })',
    change: 'PATCH',
    replace: 'PUT',
  },
  {
    name: 'apollo',
    label: 'Apollo',
    use: 'GraphQL by Apollo Client: a context on each query or mutation forwards it.',
    code: 'client.query({ query, context: createApolloContextForProxyForwardTo({ uri }) })',
    // GraphQL sends every change as POST.
    change: 'mutation',
    replace: 'mutation',
  },
] as const;

export type DoorName = (typeof DOORS)[number]['name'];
