import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HttpClient } from '@forward-to/http-client';
import { isForwardToError } from '@forward-to/protocol';
import { startScriptedApi } from './start-scripted-api.ts';
import type { ScriptedApi } from './start-scripted-api.ts';

let api: ScriptedApi;
let client: HttpClient;
beforeAll(async () => {
  api = await startScriptedApi();
  client = await api.connect();
});
afterAll(async () => {
  await api.close();
});

interface Echo {
  method: string;
  headers: Record<string, string>;
  body: string;
}

type Init = NonNullable<Parameters<HttpClient['forwardToRequest']>[1]>;

async function echo(init: Init): Promise<Omit<Echo, 'body'> & { body: Buffer }> {
  const answer = await client.forwardToRequest<Echo>(`${api.apiUrl}/echo`, init);
  return { ...answer, body: Buffer.from(answer.body, 'base64') };
}

const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);

describe('forwardToRequest', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('sends JSON with %s', async (method) => {
    const sent = await echo({ method, json: { größe: [1, null] } });
    expect(sent.method).toBe(method);
    expect(sent.headers['content-type']).toBe('application/json');
    expect(JSON.parse(sent.body.toString())).toEqual({ größe: [1, null] });
  });

  it.each<[string, () => BodyInit, string | undefined]>([
    ['a string', () => 'text ✓', 'text/plain;charset=UTF-8'],
    ['a form', () => new URLSearchParams({ a: 'b c' }), 'application/x-www-form-urlencoded;charset=UTF-8'],
    ['a typed Blob', () => new Blob([bytes], { type: 'image/png' }), 'image/png'],
    ['an ArrayBuffer', () => bytes.buffer, undefined],
  ])('sends %s as it is', async (_, body, type) => {
    const sent = await echo({ method: 'POST', body: body() });
    expect(sent.headers['content-type']).toBe(type);
    expect(sent.body.equals(Buffer.from(await new Response(body()).arrayBuffer()))).toBe(true);
  });

  it('sends a file in a form, with the boundary that the runtime chose', async () => {
    const form = new FormData();
    form.set('file', new File([bytes], 'bytes.bin', { type: 'application/x-bytes' }));
    const sent = await echo({ method: 'POST', body: form });
    const read = await new Response(new Uint8Array(sent.body), {
      headers: { 'content-type': sent.headers['content-type']! },
    }).formData();
    const file = read.get('file') as File;
    expect([file.name, file.type]).toEqual(['bytes.bin', 'application/x-bytes']);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
  });

  it('sends a stream', async () => {
    const stream = new Blob([bytes]).stream();
    expect((await echo({ method: 'PUT', body: stream })).body.equals(bytes)).toBe(true);
  });

  it('sets no content type when told so', async () => {
    const sent = await echo({ method: 'POST', body: 'text', headers: { 'Content-Type': null } });
    expect(sent.headers['content-type']).toBeUndefined();
    expect(sent.body.toString()).toBe('text');
  });

  it('sends headers to the API without prefix, and its own accept', async () => {
    const { headers } = await echo({ headers: { 'X-Foo': 'bar', Accept: 'text/csv' } });
    expect(headers).toMatchObject({ 'x-foo': 'bar', accept: 'text/csv' });
    expect(Object.keys(headers).filter((name) => name.startsWith('x-forward'))).toEqual([]);
  });

  it('gives text as a string and bytes as a Blob, byte for byte', async () => {
    expect(await client.forwardToRequest(`${api.apiUrl}/csv`)).toBe('a;b\n1;2\n');
    const blob = await client.forwardToRequest<Blob>(`${api.apiUrl}/bytes`);
    expect([...new Uint8Array(await blob.arrayBuffer())]).toEqual([0, 255, 13, 10, 0, 128]);
  });

  it.each([
    ['a body on GET', { method: 'GET', json: 1 }, 'invalid_config'],
    ['both kinds of body', { method: 'POST', json: 1, body: 'x' }, 'invalid_config'],
    ['a timeout that is none', { timeout: -1 }, 'invalid_config'],
    ['a header of the gateway’s own', { headers: { Authorization: 'Bearer x' } }, 'invalid_header'],
    ['a line break in a header', { headers: { 'x-a': 'b\r\nx-evil: 1' } }, 'invalid_header'],
  ])('refuses %s before anything is sent', async (_, init, code) => {
    const before = api.received.get('/echo') ?? 0;
    const error: unknown = await client
      .forwardToRequest(`${api.apiUrl}/echo`, init as Init)
      .catch((reason: unknown) => reason);
    expect(isForwardToError(error) && error.code).toBe(code);
    expect(api.received.get('/echo') ?? 0).toBe(before);
  });

  it('rejects with timeout when the API stays silent', async () => {
    await expect(client.forwardToRequest(`${api.apiUrl}/never`, { timeout: 30 })).rejects.toMatchObject({
      code: 'timeout',
      source: 'network',
    });
  });
});

describe('createForwardToFetch', () => {
  it('resolves with the response for every status', async () => {
    const response = await client.createForwardToFetch()(`${api.apiUrl}/status/404`);
    expect([response.status, await response.json()]).toEqual([404, { message: 'The API says 404', detail: [1, 2] }]);
  });

  it('takes a Request with a body, and repeats it after a renewal', async () => {
    api.gateway.expirePlatformTokens();
    const request = new Request(`${api.apiUrl}/echo`, { method: 'PUT', body: bytes, headers: { 'x-foo': 'bar' } });
    const sent = (await (await client.createForwardToFetch()(request)).json()) as Echo;
    expect(sent).toMatchObject({ method: 'PUT', headers: { 'x-foo': 'bar' } });
    expect(Buffer.from(sent.body, 'base64').equals(bytes)).toBe(true);
  });

  it('never repeats a stream: the 401 comes back', async () => {
    api.gateway.expirePlatformTokens();
    const init = { method: 'POST', body: new Blob([bytes]).stream(), duplex: 'half' };
    const before = api.received.get('/echo') ?? 0;
    const response = await client.createForwardToFetch()(`${api.apiUrl}/echo`, init);
    expect(response.status).toBe(401);
    expect(api.received.get('/echo') ?? 0).toBe(before);
    expect((await client.createForwardToFetch()(`${api.apiUrl}/echo`)).status).toBe(200);
  });

  it('rejects as fetch does when it is aborted', async () => {
    const controller = new AbortController();
    const call = client.createForwardToFetch()(`${api.apiUrl}/never`, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('50 calls at once over every way, with a stale platform token', () => {
  it('renew it once', async () => {
    const page = await api.connect();
    api.gateway.expirePlatformTokens();
    const forced: number[] = [];
    const realFetch = globalThis.fetch;
    // Watches what leaves; the calls themselves are real.
    globalThis.fetch = (input, init) => {
      if (new Headers(init?.headers).has('x-force-token')) forced.push(1);
      return realFetch(input, init);
    };
    try {
      const uri = `${api.apiUrl}/echo`;
      const fetcher = page.createFetcher<Echo>(page.buildApiUrl('/proxy/forward-to'));
      const answers = await Promise.all(
        Array.from({ length: 50 }, async (_, index) => {
          if (index % 3 === 0) return page.forwardToRequest<Echo>(uri);
          if (index % 3 === 1) return page.executeHttpClientRequest(fetcher, { forwardToConfig: { uri } });
          return (await page.createForwardToFetch()(uri)).json() as Promise<Echo>;
        }),
      );
      expect(answers.map(({ method }) => method)).toEqual(Array.from({ length: 50 }, () => 'GET'));
      expect(forced).toHaveLength(1);
    } finally {
      globalThis.fetch = realFetch;
    }
  });
});
