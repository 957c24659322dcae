import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusalOf, sendRaw, startGatewayLoop } from './test-support/gateway-loop.ts';
import type { GatewayLoop } from './test-support/gateway-loop.ts';

const ROUTES = ['/', '/users', '/session', '/proxy/forward-to', '/.well-known/jwks.json', '/nowhere'];
const PAGE = 'http://localhost:3001';
let loop: GatewayLoop;
beforeAll(async () => {
  loop = await startGatewayLoop({ origins: ['https://page.example:8443'] });
});
afterAll(() => loop.close());

describe('Host', () => {
  it.each(ROUTES)('refuses another name at %s', async (path) => {
    const answer = await loop.send(path, { headers: { host: 'evil.example' } });
    expect(answer.status).toBe(403);
    expect(answer.headers['x-forward-to-error']).toBe('gateway/host_not_allowed');
    expect(refusalOf(answer)).toMatchObject({ source: 'gateway', code: 'host_not_allowed', hint: expect.any(String) });
  });

  it('refuses another port, a look-alike and a name below localhost', async () => {
    const { port } = new URL(loop.url);
    for (const host of [
      'localhost',
      'localhost:1',
      `evil.localhost:${port}`,
      `localhost.evil.example:${port}`,
      `127.0.0.2:${port}`,
    ]) {
      expect((await loop.send('/users', { headers: { host } })).status).toBe(403);
    }
  });

  it('refuses a request line that names a whole URL', async () => {
    expect((await loop.send('http://evil.example/users')).status).toBe(403);
  });

  it('answers to localhost, 127.0.0.1 and [::1] on one port', async () => {
    const { port } = new URL(loop.url);
    for (const host of ['localhost', '127.0.0.1', 'LocalHost']) {
      expect((await loop.send('/users', { headers: { host: `${host}:${port}` } })).status).toBe(200);
    }
    const ipv6 = await sendRaw(`http://[::1]:${port}`, '/users').catch(
      (error: unknown) => (error as NodeJS.ErrnoException).code,
    );
    // EADDRNOTAVAIL: this machine has no IPv6, and then the gateway does without it.
    expect([200, 'EADDRNOTAVAIL']).toContain(typeof ipv6 === 'object' ? ipv6.status : ipv6);
  });
});

describe('Origin', () => {
  it.each(ROUTES)('refuses a foreign page at %s, and lets it read nothing', async (path) => {
    const answer = await loop.send(path, { headers: { origin: 'https://evil.example' } });
    expect(answer.status).toBe(403);
    expect(refusalOf(answer)).toMatchObject({ code: 'origin_not_allowed', actual: 'https://evil.example' });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers.vary).toBe('Origin');
  });

  it.each([
    'null',
    'http://localhost',
    'http://localhost:3001.evil.example',
    'https://localhost:3001',
    'http://localhost:3001/',
    'HTTP://LOCALHOST:3001',
  ])('refuses %s, which is not exactly a listed origin', async (origin) => {
    expect((await loop.send('/users', { headers: { origin } })).status).toBe(403);
  });

  it('names the missing flag in the hint, and only what a shell can take', async () => {
    const refused = await loop.send('/users', { headers: { origin: 'http://localhost:4000' } });
    expect(refusalOf(refused).hint).toContain('--origin http://localhost:4000');
    const hostile = await loop.send('/users', { headers: { origin: 'http://x;rm\x9b' } });
    expect(refusalOf(hostile).hint).not.toContain('rm');
    expect(refusalOf(hostile).actual).toBe('http://x;rm?');
  });

  it('answers a request without Origin: curl and servers are no pages', async () => {
    const answer = await loop.send('/users');
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each([PAGE, 'http://127.0.0.1:5173', 'https://page.example:8443'])(
    'lets a page of %s read the answer',
    async (origin) => {
      const answer = await loop.send('/users', { headers: { origin } });
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        vary: 'Origin',
      });
      expect(answer.headers['access-control-expose-headers']).toBe('x-forward-to-error, x-refreshed-session-token');
    },
  );

  it.each([4173, 5174, 5179])('lets pages of the usual port %d call without being named', async (port) => {
    for (const host of ['localhost', '127.0.0.1']) {
      expect((await loop.send('/users', { headers: { origin: `http://${host}:${port}` } })).status).toBe(200);
    }
  });

  it('tells a page on 127.0.0.1 that its session cookie belongs to localhost', async () => {
    const headers = { ...loop.headersFor('/notes'), authorization: undefined };
    const hintFor = async (origin: string) =>
      refusalOf(await loop.send('/proxy/forward-to', { headers: { ...headers, origin } })).hint;
    expect(await hintFor('http://127.0.0.1:5173')).toContain('open the page at http://localhost:5173.');
    expect(await hintFor('http://localhost:5173')).not.toContain('open the page');
    expect(await hintFor('https://page.example:8443')).not.toContain('open the page');
  });

  it('refuses an Origin that came twice', async () => {
    const answer = await loop.send('/users', { headers: { origin: [PAGE, PAGE] } });
    expect(answer.status).toBe(400);
    expect(refusalOf(answer).code).toBe('invalid_header');
  });
});

describe('preflight', () => {
  const preflight = (headers: Record<string, string>) =>
    loop.send('/proxy/forward-to', {
      method: 'OPTIONS',
      headers: { origin: PAGE, 'access-control-request-method': 'PUT', ...headers },
    });

  it('allows every method and the closed list of headers, without a session', async () => {
    const answer = await preflight({});
    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-origin']).toBe(PAGE);
    expect(answer.headers['access-control-allow-methods']?.split(', ')).toEqual(
      expect.arrayContaining(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']),
    );
    const allowed = answer.headers['access-control-allow-headers']?.split(', ');
    expect(allowed).toEqual(
      expect.arrayContaining([
        'accept-version',
        'authorization',
        'content-type',
        'x-force-token',
        'x-forward-to',
        'x-project-key',
        'x-user-agent',
      ]),
    );
    expect(allowed).not.toContain('*');
  });

  it('allows the forwarded headers that the page asks for, and no other unknown name', async () => {
    const answer = await preflight({ 'access-control-request-headers': 'x-forward-header-x-foo, x-evil,accept' });
    const allowed = answer.headers['access-control-allow-headers']?.split(', ');
    expect(allowed).toContain('x-forward-header-x-foo');
    expect(allowed).not.toContain('x-evil');
    expect(loop.events).toContainEqual(
      expect.objectContaining({ type: 'warning', message: expect.stringContaining('x-evil') }),
    );
  });

  it('is refused for a foreign page', async () => {
    expect((await preflight({ origin: 'https://evil.example' })).status).toBe(403);
  });
});
