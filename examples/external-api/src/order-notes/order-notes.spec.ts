import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '../test-support/start-test-api.ts';
import type { TestApi } from '../test-support/start-test-api.ts';
import type { OrderNotePage } from './order-note.ts';

const note = { orderNumber: '1001', text: 'Call before delivery', status: 'open' };
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('order notes', () => {
  it('creates a note and answers with it and its address', async () => {
    const response = await api.send('POST', '/order-notes', { orderNumber: ' 1001 ', text: 'Größe prüfen 📦' });
    const created = await response.json();
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe(`/order-notes/${created.id}`);
    expect(created).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      orderNumber: '1001',
      text: 'Größe prüfen 📦',
      status: 'open',
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      createdBy: 'manager-1',
      updatedAt: created.createdAt,
      version: 1,
    });
    const read = await api.call(`/order-notes/${created.id}`);
    expect(read.status).toBe(200);
    expect(await read.json()).toEqual(created);
  });

  it('replaces a note with PUT and counts its version up', async () => {
    const { id } = await api.createNote();
    const replacement = { orderNumber: '2002', text: 'Gift wrap', status: 'done' };
    const response = await api.send('PUT', `/order-notes/${id}`, replacement, { userId: 'manager-2' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ...replacement, id, createdBy: 'manager-1', version: 2 });
  });

  it('changes with PATCH what the body names and nothing else', async () => {
    const { id } = await api.createNote();
    const response = await api.send('PATCH', `/order-notes/${id}`, { status: 'done' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ...note, id, status: 'done', version: 2 });
  });

  it('deletes a note once', async () => {
    const { id } = await api.createNote();
    const response = await api.call(`/order-notes/${id}`, { method: 'DELETE' });
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect((await api.call(`/order-notes/${id}`)).status).toBe(404);
    expect((await api.call(`/order-notes/${id}`, { method: 'DELETE' })).status).toBe(404);
  });

  it('lists the newest first, page by page', async () => {
    const caller = { projectKey: 'second-project' };
    for (const orderNumber of ['1', '2', '3']) await api.createNote({ orderNumber }, caller);
    const page = async (query: string) => {
      const { results, total } = (await (await api.call(`/order-notes${query}`, {}, caller)).json()) as OrderNotePage;
      return { numbers: results.map((result) => result.orderNumber), total };
    };
    expect(await page('')).toEqual({ numbers: ['3', '2', '1'], total: 3 });
    expect(await page('?limit=2')).toEqual({ numbers: ['3', '2'], total: 3 });
    expect(await page('?limit=2&offset=2')).toEqual({ numbers: ['1'], total: 3 });
    expect(await page('?offset=10')).toEqual({ numbers: [], total: 3 });
  });

  it('keeps every one of 50 changes made at once', async () => {
    const { id } = await api.createNote();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => api.send('PATCH', `/order-notes/${id}`, { text: `Change ${index}` })),
    );
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
    expect(await (await api.call(`/order-notes/${id}`)).json()).toMatchObject({ version: 51 });
  });
});

describe('a note of another Project', () => {
  const neighbour = { projectKey: 'second-project' };

  it.each([
    ['GET', undefined],
    ['PUT', note],
    ['PATCH', { status: 'done' }],
    ['DELETE', undefined],
  ])('is not there for %s', async (method, body) => {
    const created = await api.createNote();
    const path = `/order-notes/${created.id}`;
    const response = await (body ? api.send(method, path, body, neighbour) : api.call(path, { method }, neighbour));
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      code: 'not_found',
      message: 'There is no order note with this id in this Project.',
    });
    expect(await (await api.call(`/order-notes/${created.id}`)).json()).toEqual(created);
  });

  it('is in no list', async () => {
    const { id } = await api.createNote();
    const { results } = (await (await api.call('/order-notes?limit=200', {}, neighbour)).json()) as OrderNotePage;
    expect(results.map((result) => result.id)).not.toContain(id);
  });
});
