import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from './test-support/start-test-api.ts';
import type { Refusal, TestApi } from './test-support/start-test-api.ts';

const note = { orderNumber: '1001', text: 'Call before delivery' };
const json = { 'Content-Type': 'application/json' };
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('a body that breaks the rules', () => {
  it.each([
    ['a field is missing', { orderNumber: '1001' }, ['text']],
    ['every field is wrong', { orderNumber: 7, text: '', status: 'closed' }, ['orderNumber', 'text', 'status']],
    ['a text is blank', { ...note, text: ' \n\t ' }, ['text']],
    ['a text is too long', { ...note, text: 'x'.repeat(2001) }, ['text']],
    ['an order number is too long', { ...note, orderNumber: '9'.repeat(101) }, ['orderNumber']],
    ['there is a NUL character', { ...note, text: 'visible\u0000hidden' }, ['text']],
    ['there is half a surrogate pair', { ...note, text: 'broken \ud800' }, ['text']],
    ['there is a line break in the order number', { ...note, orderNumber: '10\n01' }, ['orderNumber']],
    ['a field is unknown', { ...note, statsu: 'done' }, ['statsu']],
    [
      'the caller sets what is not theirs',
      { ...note, id: 'x', createdBy: 'me', version: 9 },
      ['id', 'createdBy', 'version'],
    ],
    ['a value is null', { ...note, status: null }, ['status']],
    ['a value is a list', { ...note, text: ['x'] }, ['text']],
    ['it is a list', [note], ['body']],
    ['it is an object of SQL', { ...note, text: { $ne: 1 } }, ['text']],
  ])('is refused by field when %s', async (_, body, fields) => {
    for (const [method, path] of [
      ['POST', '/order-notes'],
      ['PUT', '/order-notes/1'],
    ] as const) {
      const response = await api.send(method, path, body);
      const answer = (await response.json()) as Refusal;
      expect(response.status).toBe(400);
      expect(answer).toMatchObject({ code: 'invalid_input', message: expect.any(String) });
      expect(answer.errors.map((error) => error.field)).toEqual(fields);
      expect(answer.errors.every((error) => error.message.length > 5)).toBe(true);
    }
    expect(await (await api.call('/order-notes')).json()).toEqual({ results: [], total: 0 });
  });

  it.each([
    ['nothing', {}, ['body']],
    ['an unknown field', { version: 3 }, ['version']],
    ['a blank text', { text: '' }, ['text']],
  ])('is refused in a PATCH that names %s', async (_, body, fields) => {
    const response = await api.send('PATCH', '/order-notes/1', body);
    const answer = (await response.json()) as Refusal;
    expect(response.status).toBe(400);
    expect(answer.errors.map((error) => error.field)).toEqual(fields);
  });

  it('is refused when it names __proto__, and changes no prototype', async () => {
    const body = '{"orderNumber":"1","text":"x","__proto__":{"status":"done"}}';
    const response = await api.call('/order-notes', { method: 'POST', headers: json, body });
    expect(response.status).toBe(400);
    expect(({} as { status?: string }).status).toBeUndefined();
  });

  it.each([
    ['broken JSON', '{"orderNumber":', 'malformed_json'],
    ['a bare value', '"text"', 'malformed_json'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), 'malformed_json'],
  ])('is refused as %s without a stack', async (_, body, code) => {
    const response = await api.call('/order-notes', { method: 'POST', headers: json, body });
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(JSON.parse(text)).toEqual({ code, message: expect.any(String) });
    expect(text).not.toMatch(/at |node_modules/);
  });

  it('is refused when there is none', async () => {
    const response = await api.call('/order-notes', { method: 'POST' });
    expect([response.status, (await response.json()).code]).toEqual([400, 'invalid_input']);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=latin1',
  ])('is refused as %s', async (type) => {
    const init = { method: 'POST', headers: { 'Content-Type': type }, body: JSON.stringify(note) };
    const response = await api.call('/order-notes', init);
    expect([response.status, (await response.json()).code]).toEqual([415, 'unsupported_media_type']);
  });

  it('is refused above 64 KiB', async () => {
    const response = await api.send('POST', '/order-notes', { ...note, text: 'x'.repeat(70_000) });
    expect([response.status, (await response.json()).code]).toEqual([413, 'payload_too_large']);
  });
});

describe('a query that breaks the rules', () => {
  it.each([
    'limit=0',
    'limit=201',
    'limit=-1',
    'limit=1.5',
    'limit=ten',
    'limit=',
    'limit=0x10',
    'limit=1&limit=2',
    'offset=-1',
    'offset=99999999999',
    'page=2',
  ])('is refused by name: %s', async (query) => {
    const response = await api.call(`/order-notes?${query}`);
    const answer = (await response.json()) as Refusal;
    expect([response.status, answer.code]).toEqual([400, 'invalid_input']);
    expect(answer.errors).toEqual([{ field: query.split('=')[0], message: expect.any(String) }]);
  });
});

describe('a path or an id that leads nowhere', () => {
  it.each([
    '/order-notes/1',
    "/order-notes/' OR 1=1 --",
    '/order-notes/%00',
    '/order-notes/1/unknown',
    '/unknown',
    '/',
  ])('is 404 as JSON: %s', async (path) => {
    const response = await api.call(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ code: 'not_found', message: expect.any(String) });
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('is 400 when it is no valid encoding', async () => {
    const response = await api.call('/order-notes/%E0%A4%A');
    expect(response.status).toBe(400);
    expect(await response.text()).not.toMatch(/at |node_modules/);
  });
});

describe('a fault of the API itself', () => {
  it('answers 500 without a word about it, and reports it', async () => {
    const broken = await startTestApi();
    broken.database.exec('DROP TABLE order_notes');
    const response = await broken.call('/order-notes');
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ code: 'internal_error', message: 'Something went wrong in this API.' });
    expect(broken.reported).toHaveLength(1);
    await broken.close();
  });
});
