import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { startTestApi } from '../test-support/start-test-api.ts';
import type { Caller, TestApi } from '../test-support/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

interface GraphQlAnswer {
  data?: Record<string, never> | null;
  errors?: { message: string; path?: unknown; extensions: { code: string; errors?: { field: string }[] } }[];
}

async function ask(query: string, variables: object = {}, caller?: Caller): Promise<GraphQlAnswer> {
  const response = await api.send('POST', '/graphql', { query, variables }, caller);
  return (await response.json()) as GraphQlAnswer;
}

async function errorOf(query: string, variables: object = {}, caller?: Caller) {
  const { errors = [] } = await ask(query, variables, caller);
  return errors[0]!;
}

const CREATE = 'mutation ($input: OrderNoteInput!) { createOrderNote(input: $input) { id version status createdBy } }';
const UPDATE =
  'mutation ($id: ID!, $version: Int, $changes: OrderNoteChanges!) { updateOrderNote(id: $id, version: $version, changes: $changes) { text version } }';
const DELETE = 'mutation ($id: ID!, $version: Int) { deleteOrderNote(id: $id, version: $version) }';
const LIST =
  'query ($query: String, $status: OrderNoteStatus, $limit: Int, $offset: Int) { orderNotes(query: $query, status: $status, limit: $limit, offset: $offset) { results { orderNumber } total } }';

describe('order notes by GraphQL', () => {
  it('are created, read, changed and deleted on the same store as by the routes', async () => {
    const { data } = await ask(CREATE, { input: { orderNumber: ' 1001 ', text: 'Größe prüfen 📦' } });
    const { id } = (data as unknown as { createOrderNote: { id: string } }).createOrderNote;
    expect(data).toEqual({ createOrderNote: { id, version: 1, status: 'open', createdBy: 'manager-1' } });
    expect(await (await api.call(`/order-notes/${id}`)).json()).toMatchObject({ orderNumber: '1001' });

    const changed = await ask(UPDATE, { id, version: 1, changes: { text: 'Changed' } });
    expect(changed).toEqual({ data: { updateOrderNote: { text: 'Changed', version: 2 } } });
    expect(await ask('query ($id: ID!) { orderNote(id: $id) { text status } }', { id })).toEqual({
      data: { orderNote: { text: 'Changed', status: 'open' } },
    });
    expect(await ask(DELETE, { id, version: 2 })).toEqual({ data: { deleteOrderNote: id } });
    expect(await ask('query ($id: ID!) { orderNote(id: $id) { text } }', { id })).toEqual({
      data: { orderNote: null },
    });
  });

  it('come page by page, filtered', async () => {
    const caller = { projectKey: 'second-project' };
    for (const orderNumber of ['1', '2', '3']) await api.createNote({ orderNumber }, caller);
    const page = async (variables: object) => (await ask(LIST, variables, caller)).data;
    const notes = (...numbers: string[]) => numbers.map((orderNumber) => ({ orderNumber }));
    expect(await page({})).toEqual({ orderNotes: { results: notes('3', '2', '1'), total: 3 } });
    expect(await page({ limit: 1, offset: 1 })).toEqual({ orderNotes: { results: notes('2'), total: 3 } });
    expect(await page({ query: '3', status: null })).toEqual({ orderNotes: { results: notes('3'), total: 1 } });
    expect(await page({ status: 'done' })).toEqual({ orderNotes: { results: [], total: 0 } });
  });

  it('of another Project are not there', async () => {
    const { id } = await api.createNote({}, { projectKey: 'second-project' });
    expect(await ask('query ($id: ID!) { orderNote(id: $id) { text } }', { id })).toEqual({
      data: { orderNote: null },
    });
    expect(await errorOf(UPDATE, { id, changes: { text: 'x' } })).toMatchObject({ extensions: { code: 'not_found' } });
    expect(await errorOf(DELETE, { id })).toMatchObject({ extensions: { code: 'not_found' } });
  });
});

describe('what the rules of the notes forbid', () => {
  it.each([
    [{ orderNumber: '', text: 'x' }, ['orderNumber']],
    [{ orderNumber: '1\n2', text: 'x'.repeat(2001) }, ['orderNumber', 'text']],
  ])('is refused by field', async (input, fields) => {
    const { extensions, path } = await errorOf(CREATE, { input });
    expect(extensions).toMatchObject({ code: 'invalid_input' });
    expect(extensions.errors?.map(({ field }) => field)).toEqual(fields);
    expect(path).toEqual(['createOrderNote']);
  });

  it.each([{ limit: 0 }, { limit: 201 }, { offset: -1 }, { query: 'x'.repeat(101) }])(
    'is refused in a list: %j',
    async (variables) => {
      expect(await errorOf(LIST, variables)).toMatchObject({
        extensions: { code: 'invalid_input', errors: [{ field: Object.keys(variables)[0] }] },
      });
    },
  );

  it('is refused when somebody else was faster, or the note is done', async () => {
    const { id } = await api.createNote();
    expect(await errorOf(UPDATE, { id, version: 7, changes: { text: 'x' } })).toMatchObject({
      extensions: { code: 'version_conflict' },
    });
    expect(await errorOf(DELETE, { id, version: 7 })).toMatchObject({ extensions: { code: 'version_conflict' } });
    expect(await errorOf(UPDATE, { id, changes: {} })).toMatchObject({ extensions: { code: 'invalid_input' } });
    expect(await errorOf(UPDATE, { id, changes: { text: null } })).toMatchObject({
      extensions: { code: 'invalid_input' },
    });
    await ask(UPDATE, { id, changes: { status: 'done' } });
    expect(await errorOf(UPDATE, { id, changes: { text: 'x' } })).toMatchObject({
      extensions: { code: 'note_is_done', errors: [{ field: 'text' }] },
    });
  });

  it.each([
    ['broken syntax', '{ orderNotes {'],
    ['an unknown field', '{ orderNotes { total passwords } }'],
    ['a variable of another type', 'query ($id: ID!) { orderNote(id: $id) { id } }'],
  ])('is told as invalid_query for %s', async (_, query) => {
    expect(await errorOf(query)).toMatchObject({ extensions: { code: 'invalid_query' } });
  });
});

describe('access by GraphQL', () => {
  const viewer = { userId: 'viewer-1', permissions: ['canViewOrderNotes'] };
  const input = { orderNumber: '1', text: 'x' };
  const status = async (query: string, variables: object, caller: Caller, operationName?: string) => {
    const response = await api.send('POST', '/graphql', { query, variables, operationName }, caller);
    const body = (await response.json()) as { forwardToError?: { code: string } };
    return [response.status, body.forwardToError?.code];
  };

  it('takes the permission of what the operation does', async () => {
    expect(await status(LIST, {}, viewer)).toEqual([200, undefined]);
    expect(await status(CREATE, { input }, viewer)).toEqual([403, 'insufficient_permissions']);
    expect(await status(LIST, {}, { permissions: ['canManageOrderNotes'] })).toEqual([403, 'insufficient_permissions']);
    expect(await status(LIST, {}, { permissions: undefined })).toEqual([403, 'permissions_not_requested']);
    expect(await status(LIST, {}, { projectKey: 'another' })).toEqual([403, 'project_not_allowed']);
    expect((await fetch(`${api.url}/graphql`, { method: 'POST' })).status).toBe(401);
  });

  it('is not fooled by a document with several operations', async () => {
    const both = `query Read { orderNotes { total } } mutation Write { createOrderNote(input: { orderNumber: "1", text: "by a viewer" }) { id } }`;
    expect(await status(both, {}, viewer, 'Write')).toEqual([403, 'insufficient_permissions']);
    expect(await status(both, {}, viewer, 'Read')).toEqual([200, undefined]);
    for (const name of ['', 'Nobody', undefined]) await status(both, {}, viewer, name);
    for (const body of [[{ query: CREATE, variables: { input } }], { query: [CREATE] }, { query: { x: CREATE } }]) {
      expect((await api.send('POST', '/graphql', body, viewer)).status).toBe(400);
    }
    const { data } = await ask(LIST, { query: 'by a viewer' });
    expect(data).toMatchObject({ orderNotes: { total: 0 } });
  });

  it('is for POST with JSON only', async () => {
    expect((await api.call('/graphql?query={orderNotes{total}}')).status).toBe(404);
    const response = await api.call('/graphql', { method: 'POST', body: 'query={orderNotes{total}}' });
    expect(response.status).toBe(415);
  });
});

describe('a document that asks for too much', () => {
  const aliases = (count: number) => Array.from({ length: count }, (_, n) => `a${n}: orderNotes { total }`).join(' ');

  it.each([
    ['root fields by alias', `{ ${aliases(11)} }`],
    ['copies of a field', '{ orderNotes { results { a: text b: text } } }'],
    [
      'copies of a field in a fragment',
      'query { orderNotes { results { ...F } } } fragment F on OrderNote { a: text }',
    ],
    [
      'root fields through fragments',
      `query { ...A ...B } fragment A on Query { ${aliases(6)} } fragment B on Query { ${aliases(12)} }`,
    ],
    ['words', `{ orderNotes { ${'total '.repeat(2000)} } }`],
    ['depth', `${'{ ... on Query '.repeat(500)} { orderNotes { total } } ${'}'.repeat(500)}`],
    ['depth in a value', `{ orderNotes(limit: ${'['.repeat(600)}1${']'.repeat(600)}) { total } }`],
    ['itself', 'query { ...A } fragment A on Query { ...A }'],
    ['the types of types', `{ __schema { types { ${'fields { type { '.repeat(8)} name ${'} }'.repeat(8)} } } }`],
  ])('is refused for its %s', async (_, query) => {
    expect(await errorOf(query)).toMatchObject({ extensions: { code: 'invalid_query' } });
    expect(api.reported).toEqual([]);
  });

  it('is refused for its variables, which are deep', async () => {
    const limit = `${'['.repeat(5000)}1${']'.repeat(5000)}`;
    const response = await api.call('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: `{ "query": ${JSON.stringify(LIST)}, "variables": { "limit": ${limit} } }`,
    });
    const { errors } = (await response.json()) as GraphQlAnswer;
    expect(errors?.[0]?.extensions.code).toBe('invalid_query');
    expect(api.reported).toEqual([]);
  });

  it('is refused above 64 KiB', async () => {
    const response = await api.send('POST', '/graphql', { query: `# ${'x'.repeat(70_000)}` });
    expect(response.status).toBe(413);
  });

  it('is not the introspection of the usual tools', async () => {
    const { data, errors } = await ask(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }));
    expect(errors).toBeUndefined();
    expect(data).toHaveProperty('__schema');
    expect(await ask(`{ ${aliases(10)} }`)).not.toHaveProperty('errors');
  });
});
