import { once } from 'node:events';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '../test-support/start-test-api.ts';
import type { Refusal, TestApi } from '../test-support/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

function change(method: string, id: string, ifMatch: string): Promise<Response> {
  const body = { orderNumber: '1001', text: `Changed by ${method}` };
  return api.call(`/order-notes/${id}`, {
    method,
    headers: { 'If-Match': ifMatch, 'Content-Type': 'application/json' },
    ...(method !== 'DELETE' && { body: JSON.stringify(body) }),
  });
}

describe('the version of a note', () => {
  it('is its ETag wherever the note comes from', async () => {
    const note = { orderNumber: '1001', text: 'x' };
    const created = await api.send('POST', '/order-notes', note);
    const { id } = (await created.json()) as { id: string };
    const answers = [
      created,
      await api.call(`/order-notes/${id}`),
      await api.send('PATCH', `/order-notes/${id}`, { text: 'y' }),
      await api.send('PUT', `/order-notes/${id}`, note),
    ];
    expect(answers.map((answer) => answer.headers.get('etag'))).toEqual(['"1"', '"1"', '"2"', '"3"']);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('lets one of two %s calls that saw the same note win', async (method) => {
    const { id } = await api.createNote();
    await api.send('PATCH', `/order-notes/${id}`, { text: 'Faster' });
    const response = await change(method, id, '"1"');
    expect([response.status, ((await response.json()) as Refusal).code]).toEqual([412, 'version_conflict']);
    expect(await (await api.call(`/order-notes/${id}`)).json()).toMatchObject({ text: 'Faster', version: 2 });
    expect((await change(method, id, '"2"')).ok).toBe(true);
  });

  it.each(['*', '"7", "1"', ' "1" '])('matches %s', async (ifMatch) => {
    const { id } = await api.createNote();
    expect((await change('PATCH', id, ifMatch)).status).toBe(200);
  });

  it.each(['W/"1"', '1', '"1', '""', '', '"01"', '"1";'])('does not match %s', async (ifMatch) => {
    const { id } = await api.createNote();
    expect((await change('PATCH', id, ifMatch)).status).toBe(412);
  });

  it('saves a caller who has it already the answer', async () => {
    const { id } = await api.createNote();
    const path = `/order-notes/${id}`;
    // Not with fetch, which adds "Cache-Control: no-cache" to a condition of one's own.
    const request = get(api.url + path, { headers: { Authorization: api.authorize(path), 'If-None-Match': '"1"' } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(304);
    response.resume();
  });

  it('does not matter for a note that is not there', async () => {
    expect((await change('PATCH', 'gone', '"1"')).status).toBe(404);
  });

  it('gives exactly one of 20 callers at once the change', async () => {
    const { id } = await api.createNote();
    const answers = await Promise.all(Array.from({ length: 20 }, () => change('PATCH', id, '"1"')));
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
  });
});

describe('a done note', () => {
  it.each([
    ['PATCH', { text: 'New' }, ['text']],
    ['PATCH', { orderNumber: '2', text: 'New', status: 'done' }, ['orderNumber', 'text']],
    ['PUT', { orderNumber: '2', text: 'Call before delivery', status: 'done' }, ['orderNumber']],
  ])('refuses a %s by field, with 422', async (method, body, fields) => {
    const { id } = await api.createNote({ status: 'done' });
    const response = await api.send(method, `/order-notes/${id}`, body);
    const answer = (await response.json()) as Refusal;
    expect([response.status, answer.code]).toEqual([422, 'note_is_done']);
    expect(answer.errors.map((error) => error.field)).toEqual(fields);
    expect(await (await api.call(`/order-notes/${id}`)).json()).toMatchObject({
      text: 'Call before delivery',
      version: 1,
    });
  });

  it('can be opened and changed in one call', async () => {
    const { id } = await api.createNote({ status: 'done' });
    const response = await api.send('PATCH', `/order-notes/${id}`, { status: 'open', text: 'New' });
    expect([response.status, await response.json()]).toMatchObject([200, { status: 'open', text: 'New' }]);
  });

  it('takes a PUT that changes nothing', async () => {
    const { id, orderNumber, text, status } = await api.createNote({ status: 'done' });
    expect((await api.send('PUT', `/order-notes/${id}`, { orderNumber, text, status })).status).toBe(200);
  });
});
