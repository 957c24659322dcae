import type { AudiencePolicy, ForwardToVersion } from '@forward-to/protocol';

/** One call in words that every door understands. */
export interface LogicalCall {
  name: string;
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query at the API. */
  path: string;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  body?: () => FormData | Blob;
  headers?: Record<string, string>;
  audiencePolicy?: AudiencePolicy;
  includeUserPermissions?: boolean;
  version?: ForwardToVersion;
  signal?: AbortSignal;
  /** Set on a GraphQL operation: the only calls that a GraphQL client makes. */
  isGraphql?: true;
}

const operation = (variables: Record<string, unknown>) => ({
  operationName: 'FindOrder',
  variables,
  query: 'query FindOrder($id: ID!) {\n  order(id: $id) {\n    id\n    __typename\n  }\n}',
});

/** Every method, every kind of body, every option of a forward-to call. */
export const LOGICAL_CALLS: readonly LogicalCall[] = [
  { name: 'GET with a query', method: 'GET', path: '/orders?page=2&sort=a%20b' },
  { name: 'GET of an encoded path', method: 'GET', path: '/orders/%C3%BC%20%2541?q=%F0%9F%93%A6' },
  {
    name: 'GET with headers',
    method: 'GET',
    path: '/orders/1',
    headers: { 'X-Foo': 'bär', 'accept-language': 'de', 'If-None-Match': '"7"' },
  },
  { name: 'GET of the other version', method: 'GET', path: '/orders/1', version: 'v1' },
  { name: 'HEAD', method: 'HEAD', path: '/orders/1' },
  { name: 'POST of JSON', method: 'POST', path: '/orders', json: { note: 'ä "€" 📦', items: [1, null] } },
  { name: 'PUT of JSON', method: 'PUT', path: '/orders/1', json: [] },
  {
    name: 'PATCH with permissions',
    method: 'PATCH',
    path: '/orders/1',
    json: { status: null },
    includeUserPermissions: true,
  },
  { name: 'DELETE without a body', method: 'DELETE', path: '/origin/empty/1', audiencePolicy: 'forward-url-origin' },
  { name: 'DELETE with a body', method: 'DELETE', path: '/orders', json: { ids: ['1', '2'] } },
  {
    name: 'POST of a form with a file',
    method: 'POST',
    path: '/orders/1/files',
    body: () => {
      const form = new FormData();
      form.append('kind', 'invoice');
      form.append('file', new File([Uint8Array.of(0, 255, 13, 10)], 'rechnung ü.pdf', { type: 'application/pdf' }));
      return form;
    },
  },
  { name: 'a GraphQL operation', method: 'POST', path: '/graphql', json: operation({ id: '1' }), isGraphql: true },
  {
    name: 'a GraphQL operation with headers and permissions',
    method: 'POST',
    path: '/graphql?v=1',
    json: operation({ id: '2' }),
    headers: { 'X-Foo': 'bar' },
    includeUserPermissions: true,
    isGraphql: true,
  },
  {
    name: 'a GraphQL operation for the origin',
    method: 'POST',
    path: '/origin/graphql',
    json: operation({ id: '3' }),
    audiencePolicy: 'forward-url-origin',
    version: 'v1',
    isGraphql: true,
  },
];
