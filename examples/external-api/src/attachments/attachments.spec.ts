import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApi } from '../test-support/start-test-api.ts';
import type { Caller, Refusal, TestApi } from '../test-support/start-test-api.ts';
import type { Attachment } from './attachment.ts';

const MEBIBYTE = 1024 * 1024;
let api: TestApi;
let path: string;
beforeAll(async () => {
  api = await startTestApi();
});
beforeEach(async () => {
  path = `/order-notes/${(await api.createNote()).id}/attachments`;
});
afterAll(() => api.close());

function upload(file: Blob, name?: string, caller?: Caller): Promise<Response> {
  const body = new FormData();
  body.append('file', file, name);
  return api.call(path, { method: 'POST', body }, caller);
}

async function attach(content: string, name = 'note.txt'): Promise<Attachment> {
  const response = await upload(new Blob([content], { type: 'text/plain' }), name);
  expect(response.status).toBe(201);
  return (await response.json()) as Attachment;
}

async function sendRaw(body: string, boundary = 'x'): Promise<[number, Refusal]> {
  const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };
  const response = await api.call(path, { method: 'POST', headers, body });
  return [response.status, (await response.json()) as Refusal];
}

describe('an attachment', () => {
  it('comes back byte for byte, with its name and type', async () => {
    const bytes = randomBytes(MEBIBYTE);
    const response = await upload(new Blob([bytes], { type: 'image/png' }), 'photo.png');
    const attachment = (await response.json()) as Attachment;
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe(`${path}/${attachment.id}`);
    expect(attachment).toEqual({
      id: expect.any(String),
      name: 'photo.png',
      type: 'image/png',
      size: MEBIBYTE,
      createdAt: expect.stringMatching(/Z$/),
      createdBy: 'manager-1',
    });
    const download = await api.call(`${path}/${attachment.id}`);
    expect(Buffer.from(await download.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(download.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': `${MEBIBYTE}`,
      'content-disposition': 'attachment; filename=photo.png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    });
  });

  it.each([
    ['größe €.txt', 'größe €.txt', `filename*=UTF-8''gr%C3%B6%C3%9Fe%20%E2%82%AC.txt`],
    ['注文 📦.pdf', '注文 📦.pdf', `filename*=UTF-8''%E6%B3%A8%E6%96%87%20%F0%9F%93%A6.pdf`],
    ['a "b".txt', 'a "b".txt', 'filename="a \\"b\\".txt"'],
    ['50%41.txt', '50%41.txt', '50%41.txt'],
    ['../../etc/passwd', 'passwd', 'filename=passwd'],
    ['C:\\temp\\note.txt', 'note.txt', 'filename=note.txt'],
    ['bill\u202Ecod.exe', 'billcod.exe', 'filename=billcod.exe'],
    ['👨\u200D👩\u200D👧.png', '👨\u200D👩\u200D👧.png', 'filename*='],
    ['\r\n', 'file', 'filename=file'],
    ['line\r\nX-Injected: 1', 'lineX-Injected: 1', 'filename="lineX-Injected: 1"'],
  ])('named %s keeps that name as far as it is safe', async (given, name, disposition) => {
    const attachment = await attach('x', given);
    expect(attachment.name).toBe(name);
    const download = await api.call(`${path}/${attachment.id}`);
    expect(download.headers.get('content-disposition')).toContain(disposition);
    expect(download.headers.get('x-injected')).toBeNull();
  });

  it.each([
    ['text/html', 'text/html'],
    ['', 'application/octet-stream'],
  ])('of type "%s" is served as %s and never opened in place', async (given, type) => {
    const attachment = (await (await upload(new Blob(['<script>'], { type: given }), 'a.html')).json()) as Attachment;
    const download = await api.call(`${path}/${attachment.id}`);
    expect(download.headers.get('content-type')).toBe(type);
    expect(download.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('may be empty', async () => {
    const { id, size } = await attach('');
    const download = await api.call(`${path}/${id}`);
    expect([size, download.status, await download.text()]).toEqual([0, 200, '']);
  });

  it('is listed without its bytes, oldest first', async () => {
    const files = [await attach('1', 'first.txt'), await attach('22', 'second.txt')];
    expect(await (await api.call(path)).json()).toEqual({ results: files, total: 2 });
  });

  it('is deleted once', async () => {
    const { id } = await attach('x');
    expect((await api.call(`${path}/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await api.call(`${path}/${id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await api.call(`${path}/${id}`)).status).toBe(404);
  });

  it('goes with its note', async () => {
    const { id } = await attach('x');
    await api.call(path.replace('/attachments', ''), { method: 'DELETE' });
    expect((await api.call(path)).status).toBe(404);
    expect((await api.call(`${path}/${id}`)).status).toBe(404);
    const { total } = api.database.prepare('SELECT count(*) AS total FROM attachments WHERE id = @id').get({ id }) as {
      total: number;
    };
    expect(total).toBe(0);
  });

  it('of another Project is not there', async () => {
    const { id } = await attach('x');
    const neighbour = { projectKey: 'second-project' };
    const answers = [
      await api.call(path, {}, neighbour),
      await api.call(`${path}/${id}`, {}, neighbour),
      await api.call(`${path}/${id}`, { method: 'DELETE' }, neighbour),
      await upload(new Blob(['x']), 'x.txt', neighbour),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404]);
    expect((await api.call(`${path}/${id}`)).status).toBe(200);
  });

  it('is read with the permission to view and written with the permission to manage', async () => {
    const { id } = await attach('x');
    const viewer = { permissions: ['canViewOrderNotes'] };
    expect((await api.call(path, {}, viewer)).status).toBe(200);
    expect((await api.call(`${path}/${id}`, {}, viewer)).status).toBe(200);
    expect((await upload(new Blob(['x']), 'x.txt', viewer)).status).toBe(403);
    expect((await api.call(`${path}/${id}`, { method: 'DELETE' }, viewer)).status).toBe(403);
  });
});

describe('an upload', () => {
  it('takes 10 MB and refuses a byte more', async () => {
    const exact = await upload(new Blob([Buffer.alloc(10 * MEBIBYTE)]), 'exact.bin');
    expect([exact.status, (await exact.json()).size]).toEqual([201, 10 * MEBIBYTE]);
    const above = await upload(new Blob([Buffer.alloc(10 * MEBIBYTE + 1)]), 'above.bin');
    expect([above.status, ((await above.json()) as Refusal).code]).toEqual([413, 'payload_too_large']);
    expect((await (await api.call(path)).json()).total).toBe(1);
  });

  it('to a done note is refused with 422', async () => {
    await api.send('PATCH', path.replace('/attachments', ''), { status: 'done' });
    const response = await upload(new Blob(['x']), 'x.txt');
    expect([response.status, await response.json()]).toMatchObject([
      422,
      { code: 'note_is_done', errors: [{ field: 'file' }] },
    ]);
  });

  it('above 20 files is refused with 422', async () => {
    for (let index = 0; index < 20; index += 1) await attach('x');
    const response = await upload(new Blob(['x']), 'x.txt');
    expect([response.status, ((await response.json()) as Refusal).code]).toEqual([422, 'too_many_files']);
  });

  it('is refused as JSON', async () => {
    const response = await api.send('POST', path, { file: 'x' });
    expect([response.status, ((await response.json()) as Refusal).code]).toEqual([415, 'unsupported_media_type']);
  });

  it.each([
    [
      'another field',
      (form: FormData) => {
        form.append('document', new Blob(['x']), 'x.txt');
      },
    ],
    ['no file', () => undefined],
    [
      'a text in place of the file',
      (form: FormData) => {
        form.append('file', 'x');
      },
    ],
    [
      'a second file',
      (form: FormData) => {
        form.append('file', new Blob(['x']), '1.txt');
        form.append('file', new Blob(['x']), '2.txt');
      },
    ],
    [
      'a very long name',
      (form: FormData) => {
        form.append('file', new Blob(['x']), `${'x'.repeat(201)}.txt`);
      },
    ],
  ])('is refused with %s', async (_, fill) => {
    const form = new FormData();
    fill(form);
    const response = await api.call(path, { method: 'POST', body: form });
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { code: 'invalid_input', errors: [{ field: 'file' }] },
    ]);
  });

  it.each([
    ['ends too early', '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf'],
    ['is empty', ''],
    ['has broken part headers', '--x\r\n\u0001\r\n\r\nx\r\n--x--\r\n'],
    ['is no multipart at all', '{"file":"x"}'],
  ])('is refused as malformed when it %s', async (_, body) => {
    const [status, refusal] = await sendRaw(body);
    expect(status).toBe(400);
    expect(JSON.stringify(refusal)).not.toMatch(/node_modules|busboy/);
  });

  it('is refused as malformed without a boundary', async () => {
    const headers = { 'Content-Type': 'multipart/form-data' };
    const response = await api.call(path, { method: 'POST', headers, body: 'x' });
    expect([response.status, ((await response.json()) as Refusal).code]).toEqual([400, 'malformed_multipart']);
  });

  it('leaves the API reporting no fault of its own', () => {
    expect(api.reported).toEqual([]);
  });
});
