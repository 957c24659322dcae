import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi } from '../test-support/start-test-api.ts';
import type { TestApi } from '../test-support/start-test-api.ts';
import type { ExportProgress } from './export-routes.ts';
import type { OrderNotePage } from './order-note.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  const search = { projectKey: 'second-project' };
  await api.createNote({ orderNumber: 'A-100', text: 'Größe prüfen' }, search);
  await api.createNote({ orderNumber: 'A-101', text: 'ÜBERGRÖSSE: 100% wool', status: 'done' }, search);
  await api.createNote({ orderNumber: 'B-100', text: 'Call_before\ndelivery' }, search);
});
afterAll(() => api.close());

describe('search', () => {
  it.each([
    ['query=a-10', ['A-101', 'A-100']],
    ['query=100', ['B-100', 'A-101', 'A-100']],
    ['query=GR%C3%96%C3%9FE', ['A-100']],
    ['query=%C3%BCbergr%C3%B6sse', ['A-101']],
    ['query=100%25', ['A-101']],
    ['query=l_b', ['B-100']],
    ['query=%25', ['A-101']],
    ["query='%20OR%201=1", []],
    ['query=', ['B-100', 'A-101', 'A-100']],
    ['query=%20before%20', ['B-100']],
    ['status=done', ['A-101']],
    ['status=open&query=100', ['B-100', 'A-100']],
  ])('finds by %s', async (query, expected) => {
    const response = await api.call(`/order-notes?${query}`, {}, { projectKey: 'second-project' });
    const { results, total } = (await response.json()) as OrderNotePage;
    expect(results.map((note) => note.orderNumber)).toEqual(expected);
    expect(total).toBe(expected.length);
  });

  it('counts all that it finds, not those of the page', async () => {
    const response = await api.call('/order-notes?query=100&limit=1&offset=1', {}, { projectKey: 'second-project' });
    expect(await response.json()).toMatchObject({ results: [{ orderNumber: 'A-101' }], total: 3 });
  });

  it('follows a change of the text', async () => {
    const { id } = await api.createNote({ text: 'Before' });
    await api.send('PATCH', `/order-notes/${id}`, { text: 'ÄFTER' });
    const find = async (query: string) =>
      ((await (await api.call(`/order-notes?query=${query}`)).json()) as OrderNotePage).total;
    expect([await find('äfter'), await find('before')]).toEqual([1, 0]);
  });

  it.each([
    ['status=closed', 'status'],
    ['query=a&query=b', 'query'],
    ['query=a%00', 'query'],
    [`query=${'x'.repeat(101)}`, 'query'],
  ])('refuses %s by name', async (query, field) => {
    for (const path of ['/order-notes', '/order-notes/export.csv', '/order-notes/export-progress']) {
      const response = await api.call(`${path}?${query}`);
      expect([response.status, await response.json()]).toMatchObject([400, { errors: [{ field }] }]);
    }
  });
});

describe('the CSV export', () => {
  const caller = { projectKey: 'second-project' };

  it('is a file with a line for each note that matches', async () => {
    const response = await api.call('/order-notes/export.csv?query=100', {}, caller);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=order-notes.csv');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const lines = bytes.toString('utf8').slice(1).split('\r\n');
    expect(lines[0]).toBe('"orderNumber","text","status","createdAt","createdBy","updatedAt"');
    expect(lines[1]).toMatch(/^"B-100","Call_before\ndelivery","open","20.*Z","manager-1","20.*Z"$/);
    expect(lines.slice(2).map((line) => line.slice(0, 7))).toEqual(['"A-101"', '"A-100"', '']);
  });

  it.each([
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(1)', `"'@SUM(1)"`],
    ['＝1+1', `"'＝1+1"`],
    ['=HYPERLINK("https://example.com","x")', `"'=HYPERLINK(""https://example.com"",""x"")"`],
    ['x;=1+1', `"x;'=1+1"`],
    ['list:\n- a\n- b', `"list:\n'- a\n'- b"`],
    ['1=1, "quoted"', `"1=1, ""quoted"""`],
  ])('makes %s a text', async (text, cell) => {
    const { id } = await api.createNote({ text });
    const csv = await (await api.call('/order-notes/export.csv')).text();
    expect(csv.split('\r\n')[1]).toContain(`"1001",${cell},"open"`);
    await api.call(`/order-notes/${id}`, { method: 'DELETE' });
  });

  it('has every note of a large Project once', async () => {
    const insert = api.database.prepare(
      `INSERT INTO order_notes (project_key, id, order_number, text, status, search_text, created_at, created_by, updated_at, version)
       VALUES ('my-project', @id, @id, 'bulk', 'open', 'bulk', '2026-01-01', 'u', '2026-01-01', 1)`,
    );
    for (let index = 0; index < 1234; index += 1) insert.run({ id: `bulk-${index}` });
    const csv = await (await api.call('/order-notes/export.csv?query=bulk')).text();
    const numbers = csv
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0]);
    expect([numbers.length, new Set(numbers).size]).toEqual([1234, 1234]);
    api.database.exec("DELETE FROM order_notes WHERE text = 'bulk'");
  });
});

describe('the export with progress', () => {
  const caller = { projectKey: 'my-project' };
  const readLines = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as ExportProgress);

  it('reports line by line and ends with the file', async () => {
    for (let index = 0; index < 25; index += 1) await api.createNote({ text: `Progress ${index}` }, caller);
    const response = await api.call('/order-notes/export-progress?query=progress', {}, caller);
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    const lines = readLines(await response.text());
    expect(lines.map(({ done, total }) => `${done}/${total}`)).toEqual(['0/25', '10/25', '20/25', '25/25', '25/25']);
    expect(lines.at(-1)?.csv?.split('\r\n')).toHaveLength(27);
    expect(lines.slice(0, -1).every((line) => !('csv' in line))).toBe(true);
  });

  it('ends at once when there is nothing to do', async () => {
    const response = await api.call('/order-notes/export-progress?query=nothing-like-it', {}, caller);
    expect(readLines(await response.text()).map(({ done, total }) => `${done}/${total}`)).toEqual(['0/0', '0/0']);
  });

  it('sends a line before the next one is there', async () => {
    const slow = await startTestApi({ exportPause: 3_600_000 });
    await slow.createNote();
    const response = await slow.call('/order-notes/export-progress');
    const { value } = await response.body!.getReader().read();
    expect(Buffer.from(value!).toString()).toBe('{"done":0,"total":1}\n');
    await slow.close();
  });

  it('stops without an error when the caller leaves', async () => {
    const slow = await startTestApi({ exportPause: 3_600_000 });
    await slow.createNote();
    const leaving = new AbortController();
    const response = await slow.call('/order-notes/export-progress', { signal: leaving.signal });
    leaving.abort();
    await expect(response.text()).rejects.toThrow('aborted');
    await slow.close();
    expect(slow.reported).toEqual([]);
  });

  it('breaks the answer off when it fails midway, and reports why', async () => {
    const broken = await startTestApi({ exportPause: 300 });
    for (let index = 0; index < 11; index += 1) await broken.createNote();
    const response = await broken.call('/order-notes/export-progress');
    const reading = response.text();
    broken.database.exec('DROP TABLE attachments; DROP TABLE order_notes');
    await expect(reading).rejects.toThrow();
    expect(broken.reported).toHaveLength(1);
    await broken.close();
  });
});
