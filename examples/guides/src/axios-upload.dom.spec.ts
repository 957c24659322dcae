/** @jest-environment-options { "url": "http://localhost:3001/my-project/orders" } */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startScriptedApi } from '../../../tests/doors/start-scripted-api.ts';
import type { ScriptedApi } from '../../../tests/doors/start-scripted-api.ts';
import { upload } from './axios-upload.ts';
import { openPage } from './open-page.ts';

interface Echo {
  method: string;
  headers: Record<string, string>;
  body: string;
}

let api: ScriptedApi;

beforeAll(async () => {
  api = await startScriptedApi();
  await openPage(api.gateway.url);
});

afterAll(() => api.close());

const silent = { onProgress: () => undefined };

/** FormData and Blob of jsdom's own: its XMLHttpRequest does not know Node's, which the page of these tests has. */
const jsdomPage = document.body.appendChild(document.createElement('iframe'))
  .contentWindow as unknown as typeof globalThis;

function createForm(content: string): FormData {
  const form = new jsdomPage.FormData();
  form.set('file', new jsdomPage.Blob([content], { type: 'text/csv' }), 'orders.csv');
  return form;
}

describe('upload', () => {
  it('sends a form with its boundary', async () => {
    const echo = await upload<Echo>(`${api.apiUrl}/echo`, createForm('1;2\n'), silent);
    const boundary = /^multipart\/form-data; ?boundary=(.+)$/.exec(echo.headers['content-type']!)?.[1];
    const body = Buffer.from(echo.body, 'base64').toString();
    expect(echo.method).toBe('POST');
    expect(body).toContain(`--${boundary!}`);
    expect(body).toContain('1;2\n');
  });

  it('sends a file byte for byte under its own type, and tells of its progress', async () => {
    const shares: number[] = [];
    const content = '1;2\n'.repeat(500_000);
    const file = new jsdomPage.Blob([content], { type: 'text/csv' });
    const echo = await upload<Echo>(`${api.apiUrl}/echo`, file, { onProgress: (share) => shares.push(share) });
    expect(echo.headers['content-type']).toBe('text/csv');
    expect(Buffer.from(echo.body, 'base64').toString()).toBe(content);
    // To another origin jsdom sends without knowing the length, so it tells 0 where a browser tells a share.
    expect(shares.length).toBeGreaterThan(0);
  });

  it('renews a stale platform token', async () => {
    api.gateway.expirePlatformTokens();
    const before = api.received.get('/echo') ?? 0;
    await upload(`${api.apiUrl}/echo`, createForm('1;2\n'), silent);
    expect(api.received.get('/echo')).toBe(before + 1);
  });

  it("rejects with the API's own words", async () => {
    await expect(upload(`${api.apiUrl}/status/422`, createForm('1;2\n'), silent)).rejects.toMatchObject({
      code: 'http_error',
      source: 'api',
      statusCode: 422,
      body: { message: 'The API says 422', detail: [1, 2] },
    });
  });

  it('rejects when it is cancelled', async () => {
    const controller = new AbortController();
    const call = upload(`${api.apiUrl}/echo`, createForm('1;2\n'), { ...silent, signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toHaveProperty('code', 'ERR_CANCELED');
  });
});
