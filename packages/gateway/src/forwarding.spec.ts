import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { refusalOf, startGatewayLoop } from './test-support/gateway-loop.ts';
import type { GatewayLoop } from './test-support/gateway-loop.ts';

describe('the request that the API receives', () => {
  let loop: GatewayLoop;
  beforeAll(async () => {
    loop = await startGatewayLoop();
  });
  afterAll(() => loop.close());
  beforeEach(() => {
    loop.received.length = 0;
  });

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])('is a %s with its body', async (method) => {
    const body = '{"text":"Grüße"}';
    const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
    const answer = await loop.forward('/notes', { method, headers, body });
    expect(answer.status).toBe(200);
    expect(loop.received).toEqual([
      { method, url: '/notes', body, headers: expect.objectContaining({ 'content-type': 'application/json' }) },
    ]);
  });

  it.each(['GET', 'POST', 'DELETE'])('is a %s whose body comes in chunks', async (method) => {
    await loop.forward('/notes', { method, headers: { 'transfer-encoding': 'chunked' }, body: 'hello' });
    expect(loop.received[0]).toMatchObject({ method, body: 'hello' });
  });

  it('is a HEAD, and its answer has headers only', async () => {
    const answer = await loop.forward('/notes', { method: 'HEAD' });
    expect(answer).toMatchObject({ status: 200, body: '', headers: { 'content-type': 'application/json' } });
    expect(loop.received[0]?.method).toBe('HEAD');
  });

  it('says that there is no body where there is none', async () => {
    await loop.forward('/notes', { method: 'POST', headers: { 'content-length': undefined } });
    expect(loop.received[0]?.headers).toMatchObject({ 'content-length': '0' });
    expect(loop.received[0]?.headers).not.toHaveProperty('transfer-encoding');
  });

  it('is never a TRACE, which would hand the exchange token back', async () => {
    expect((await loop.forward('/notes', { method: 'TRACE' })).status).toBe(405);
    expect(loop.received).toEqual([]);
  });

  it('has the forwarded headers without prefix, and they win', async () => {
    await loop.forward('/notes', {
      headers: {
        accept: 'application/json',
        'X-Forward-Header-Accept': 'text/csv',
        'x-forward-header-x-foo': 'bar',
        'x-forward-header-x-list': ['a', 'b'],
        'x-forward-header-if-match': '"1"',
      },
    });
    expect(loop.received[0]?.headers).toMatchObject({
      accept: 'text/csv',
      'x-foo': 'bar',
      'x-list': 'a, b',
      'if-match': '"1"',
    });
  });

  it('has nothing else of the caller: no cookie, no session token, no protocol header, no forged mark of the gateway', async () => {
    await loop.forward('/notes', {
      headers: {
        accept: 'application/json',
        cookie: `mcAccessToken=${loop.sessionToken}; other=1`,
        connection: 'close, x-correlation-id',
        origin: 'http://localhost:3001',
        te: 'trailers',
        'x-correlation-id': 'dropped by connection',
        'x-mc-api-cloud-identifier': 'gcp-eu',
        'x-mc-api-anything': 'forged',
        'x-forward-to-claims': 'permissions',
        'x-user-agent': 'page',
        'x-forwarded-for': '1.2.3.4',
        'x-unknown': 'y',
        __proto__: undefined,
        'user-agent': 'test',
      },
    });
    const headers = loop.received[0]?.headers ?? {};
    expect(Object.keys(headers).sort()).toEqual([
      'accept',
      'authorization',
      'connection',
      'host',
      'user-agent',
      'x-mc-api-cloud-identifier',
      'x-mc-api-forward-to-version',
    ]);
    expect(headers).toMatchObject({
      host: new URL(loop.apiUrl).host,
      'x-mc-api-cloud-identifier': 'local',
      'x-mc-api-forward-to-version': 'v2',
    });
    expect(JSON.stringify(headers)).not.toContain(loop.sessionToken);
  });

  it('survives header names that are properties of every object', async () => {
    const headers = JSON.parse('{"__proto__":"x","constructor":"y","x-forward-header-__proto__":"z"}') as Record<
      string,
      string
    >;
    const answer = await loop.send('/proxy/forward-to', {
      headers: Object.assign(Object.create(null) as object, loop.headersFor('/notes'), headers),
    });
    expect(answer.status).toBe(200);
  });

  it.each([
    'authorization',
    'cookie',
    'host',
    'connection',
    'content-length',
    'transfer-encoding',
    'x-mc-api-x',
    'x_mc_api_x',
    'x-forward-header-a',
    '',
  ])('never has a forwarded "%s": the call is refused', async (name) => {
    const answer = await loop.forward('/notes', { headers: { [`x-forward-header-${name}`]: 'x' } });
    expect([answer.status, refusalOf(answer).code]).toEqual([400, 'invalid_header']);
    expect(loop.received).toEqual([]);
  });
});

describe('the answer that the caller receives', () => {
  let loop: GatewayLoop;
  beforeAll(async () => {
    loop = await startGatewayLoop();
  });
  afterAll(() => loop.close());

  it('has the status, headers and body of the API', async () => {
    loop.answerWith((_, response) => {
      response.writeHead(201, {
        'content-type': 'text/csv',
        etag: '"1"',
        link: ['<a>', '<b>'],
        vary: 'Accept',
        date: 'Thu, 01 Jan 1970 00:00:00 GMT',
      });
      response.end('a;b');
    });
    const answer = await loop.forward('/notes', { headers: { origin: 'http://localhost:3001' } });
    expect([answer.status, answer.body]).toEqual([201, 'a;b']);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv',
      etag: '"1"',
      link: '<a>, <b>',
      vary: 'Accept, x-forward-header-accept, Origin, Authorization, Cookie, X-Forward-To, X-Forward-To-Claims, X-Project-Key',
      date: 'Thu, 01 Jan 1970 00:00:00 GMT',
    });
    expect(answer.headers['access-control-expose-headers']?.split(', ')).toEqual(
      expect.arrayContaining(['x-forward-to-error', 'x-refreshed-session-token', 'etag', 'link']),
    );
    expect(answer.headers).not.toHaveProperty('x-forward-to-error');
    expect(await loop.callEvent()).toMatchObject({
      type: 'call',
      method: 'GET',
      target: `${loop.apiUrl}/notes`,
      status: 201,
      outcome: 'complete',
      userId: 'manager',
      projectKey: 'my-project',
    });
  });

  it('cannot act on the origin of the gateway', async () => {
    loop.answerWith((_, response) => {
      response.writeHead(200, {
        'set-cookie': ['mcAccessToken=stolen', 'a=b'],
        'access-control-allow-origin': '*',
        'access-control-expose-headers': '*',
        'content-security-policy': "script-src 'unsafe-inline'",
        'x-content-type-options': 'off',
        'x-refreshed-session-token': 'forged',
        'clear-site-data': '"*"',
        'content-type': 'text/html',
        'proxy-authenticate': 'Basic',
        connection: 'close, x-hop',
        'x-hop': '1',
      });
      response.end('<script>1</script>');
    });
    const answer = await loop.forward('/notes');
    expect(answer.headers).toMatchObject({
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
      'content-type': 'text/html',
    });
    for (const name of [
      'set-cookie',
      'access-control-allow-origin',
      'access-control-expose-headers',
      'x-refreshed-session-token',
      'clear-site-data',
      'proxy-authenticate',
      'x-hop',
    ]) {
      expect(answer.headers).not.toHaveProperty(name);
    }
  });

  it.each([301, 302, 303, 307, 308])('is a redirect with %s, unfollowed', async (status) => {
    loop.answerWith((_, response) => response.writeHead(status, { location: '/elsewhere' }).end());
    expect(await loop.forward('/notes')).toMatchObject({ status, headers: { location: '/elsewhere' } });
  });

  it.each([204, 304])('is a %s without body', async (status) => {
    loop.answerWith((_, response) => response.writeHead(status).end());
    expect(await loop.forward('/notes')).toMatchObject({ status, body: '' });
  });

  it('stays compressed as the API sent it', async () => {
    const zipped = gzipSync('hello');
    loop.answerWith((request, response) =>
      response
        .writeHead(200, { 'content-encoding': 'gzip', 'x-accept-encoding': request.headers['accept-encoding'] ?? '' })
        .end(zipped),
    );
    const response = await fetch(`${loop.url}/proxy/forward-to`, {
      headers: { ...loop.headersFor('/'), 'accept-encoding': 'gzip' },
    });
    expect(response.headers.get('x-accept-encoding')).toBe('gzip');
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await response.text()).toBe('hello');
  });

  it.each([
    [404, undefined, 'api/http_error'],
    [404, 'gateway/unauthenticated', 'api/http_error'],
    [401, 'verifier/token_expired', 'verifier/token_expired'],
    [409, 'api/http_error', 'api/http_error'],
    [500, 'nonsense', 'api/http_error'],
    [500, ['verifier/token_expired', 'gateway/unauthenticated'], 'api/http_error'],
    [200, undefined, undefined],
    [200, 'gateway/unauthenticated', undefined],
  ])('with status %s and mark %s is marked %s', async (status, sent, expected) => {
    loop.answerWith((_, response) =>
      response.writeHead(status, sent === undefined ? {} : { 'x-forward-to-error': sent }).end('{"own":"body"}'),
    );
    const answer = await loop.forward('/notes');
    expect([answer.status, answer.headers['x-forward-to-error'], answer.body]).toEqual([
      status,
      expected,
      '{"own":"body"}',
    ]);
  });
});
