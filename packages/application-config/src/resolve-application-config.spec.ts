import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isForwardToError } from '@forward-to/protocol';
import type { ApplicationConfig } from './application-config.ts';
import { formatContentSecurityPolicy } from './content-security-policy.ts';
import { resolveApplicationConfig } from './resolve-application-config.ts';

const CONFIG = { name: 'order-notes', cloudIdentifier: 'gcp-eu', entryPointUriPath: 'order-notes' };
const GATEWAY = 'https://mc-api.europe-west1.gcp.commercetools.com';
const resolve = (config: object, env = {}, mode?: 'production') =>
  resolveApplicationConfig({ ...CONFIG, ...config }, { env, ...(mode && { mode }) });

/** The error of a configuration that must be refused. */
function refusal(config: unknown, env = {}) {
  try {
    resolveApplicationConfig(config as ApplicationConfig, { env });
  } catch (error) {
    if (isForwardToError(error)) return error;
    throw error;
  }
  throw new Error('The configuration was taken');
}

describe('window.app', () => {
  it('has the fields of the application shell in development', () => {
    expect(resolve({}).app).toEqual({
      applicationName: 'order-notes',
      entryPointUriPath: 'order-notes',
      applicationIdentifier: '__local:order-notes',
      location: 'gcp-eu',
      env: 'development',
      mcApiUrl: GATEWAY,
      servedByProxy: false,
    });
  });

  it('has the application id in production', () => {
    const env = { production: { applicationId: 'app-1', url: 'https://app.example.com' } };
    expect(resolve({ env }, {}, 'production').app).toMatchObject({
      applicationIdentifier: 'app-1:order-notes',
      env: 'production',
      servedByProxy: true,
    });
    expect(resolve({}, {}, 'production').app).not.toHaveProperty('applicationIdentifier');
  });

  it('takes mcApiUrl before the region, without its path', () => {
    expect(resolve({ mcApiUrl: 'http://localhost:8080/' }).app.mcApiUrl).toBe('http://localhost:8080');
  });

  it('has what the application adds, but not in place of what the shell relies on', () => {
    const { app, additionalEnv } = resolve({
      additionalEnv: { color: 'red', nested: { on: true }, servedByProxy: true },
    });
    expect(app).toMatchObject({ color: 'red', nested: { on: true }, servedByProxy: false });
    expect(additionalEnv).toEqual({ color: 'red', nested: { on: true }, servedByProxy: true });
  });
});

describe('environment variables', () => {
  it('are filled in wherever a text holds ${env:NAME}', () => {
    const { app } = resolve(
      {
        mcApiUrl: '${env:GATEWAY}',
        additionalEnv: { externalApiUrl: 'https://${env: HOST }:${env:PORT}/a', list: ['${env:HOST}'], number: 1 },
      },
      { GATEWAY: 'http://localhost:8080', HOST: 'api.example.com', PORT: '8443' },
    );
    expect(app).toMatchObject({
      mcApiUrl: 'http://localhost:8080',
      externalApiUrl: 'https://api.example.com:8443/a',
      list: ['api.example.com'],
      number: 1,
    });
  });

  it.each(["$&$'$`", '${env:OTHER}', '</script>', 'a"b', ''])('may hold %j, which is taken as it is', (value) => {
    expect(resolve({ additionalEnv: { text: '${env:TEXT}' } }, { TEXT: value }).additionalEnv.text).toBe(value);
  });

  it('are named, all of them, when they are not set', () => {
    const error = refusal(
      { ...CONFIG, additionalEnv: { a: '${env:API_URL}', b: { c: ['${env:OTHER}'] }, d: '${env:SET}' } },
      { SET: 'x' },
    );
    expect(error).toMatchObject({
      code: 'invalid_config',
      message:
        'These environment variables are not set: API_URL (in additionalEnv.a), OTHER (in additionalEnv.b.c[0]).',
      hint: expect.stringContaining('API_URL='),
    });
  });

  it.each(['constructor', '__proto__', 'hasOwnProperty', ''])(
    'are not found in what every object has: "%s"',
    (name) => {
      expect(refusal({ ...CONFIG, additionalEnv: { a: `\${env:${name}}` } }).message).toContain('not set');
    },
  );

  it('come from the process when none are given', () => {
    expect(resolveApplicationConfig({ ...CONFIG, additionalEnv: { path: '${env:PATH}' } }).additionalEnv.path).toBe(
      process.env.PATH,
    );
  });
});

describe('a wrong configuration', () => {
  it.each([
    [undefined, 'The configuration must be an object.'],
    [{ cloudIdentifier: 'gcp-eu' }, '"name" is missing.'],
    [{ ...CONFIG, name: 5 }, '"name" must be a string.'],
    [{ name: 'a' }, '"cloudIdentifier" is missing.'],
    [{ ...CONFIG, cloudIdentifier: 'mars' }, '"cloudIdentifier" is not a known region.'],
    [{ ...CONFIG, cloudIdentifier: 'constructor' }, '"cloudIdentifier" is not a known region.'],
    [
      { ...CONFIG, mcApiUrl: 'mc-api.example.com' },
      '"mcApiUrl" must be an absolute http(s) URL (received "mc-api.example.com").',
    ],
    [{ ...CONFIG, additionalEnv: [] }, '"additionalEnv" must be an object.'],
    [
      { ...CONFIG, additionalEnv: JSON.parse('{"a":{"__proto__":1}}') },
      '"additionalEnv" must not have a field "__proto__".',
    ],
    [
      { ...CONFIG, additionalEnv: { a: '${path:./icon.svg}' } },
      '"additionalEnv" contains a placeholder ${path:…}, which this kit does not know.',
    ],
    [
      { ...CONFIG, additionalEnv: { forwardToUrl: 'https://gateway.example.com' } },
      '"additionalEnv.forwardToUrl" must be a URL on this machine, because the gateway there receives the session token.',
    ],
    [
      { ...CONFIG, additionalEnv: { forwardToUrl: 8080 } },
      '"additionalEnv.forwardToUrl" must be an absolute http(s) URL (received 8080).',
    ],
    [{ ...CONFIG, headers: { csp: [] } }, '"headers.csp" must be an object.'],
    [
      { ...CONFIG, headers: { csp: { 'Img Src': [] } } },
      'headers.csp["Img Src"] does not have the form of a directive.',
    ],
    [
      { ...CONFIG, headers: { csp: { 'img-src': ["a; script-src 'unsafe-inline'"] } } },
      'headers.csp["img-src"] must be a list of sources.',
    ],
  ])('%j is refused', (config, message) => {
    expect(refusal(config)).toMatchObject({ code: 'invalid_config', message, hint: expect.stringMatching(/\w/) });
  });

  it('leaves the placeholders of other tools alone outside of additionalEnv', () => {
    expect(
      resolve({ icon: '${path:@assets/icon.svg}', mainMenuLink: { defaultLabel: '${intl:en:Menu}' } }).warnings,
    ).toEqual([]);
  });
});

describe('the file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'config-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const write = (content: string) => {
    const file = path.join(folder, 'custom-application-config.json');
    writeFileSync(file, content);
    return file;
  };

  it('is read from a path or a URL, with or without byte order mark', () => {
    const file = write(`\uFEFF${JSON.stringify(CONFIG)}`);
    for (const place of [file, pathToFileURL(file)]) {
      expect(resolveApplicationConfig(place, { env: {} }).app.applicationName).toBe('order-notes');
    }
  });

  it('is refused when it is missing, broken, no object or a program', () => {
    expect(refusal(path.join(folder, 'nowhere.json')).message).toMatch(/nowhere.json could not be read\.$/);
    expect(refusal(write('{ "secret": ')).message).toMatch(/is not valid JSON\.$/);
    expect(refusal(write('[]')).message).toMatch(/must contain a JSON object\.$/);
    expect(refusal('custom-application-config.mjs').hint).toContain('Import the program yourself');
  });
});

describe('secrets', () => {
  it.each([
    [{ ctpClientSecret: 'x' }, {}, 'additionalEnv.ctpClientSecret'],
    [{ nested: { apiKey: 'x' } }, {}, 'additionalEnv.nested.apiKey'],
    [{ value: '${env:DB_PASSWORD}' }, { DB_PASSWORD: 'x' }, 'additionalEnv.value'],
    [{ auth: '${env:GITHUB_TOKEN}' }, { GITHUB_TOKEN: 'x' }, 'additionalEnv.auth'],
    [{ list: ['postgres://user:pass@db/x'] }, {}, 'additionalEnv.list.0'],
    [{ value: '-----BEGIN RSA PRIVATE KEY-----' }, {}, 'additionalEnv.value'],
  ])('are warned about: %j', (additionalEnv, env, field) => {
    const { warnings } = resolve({ additionalEnv }, env);
    expect(warnings).toEqual([{ field, message: expect.stringContaining(field), hint: expect.any(String) }]);
    expect(JSON.stringify(warnings)).not.toMatch(/pass@|BEGIN/);
  });

  it('are not seen in what only tells where they are, in empty values and in plain ones', () => {
    const additionalEnv = {
      tokenUrl: 'https://a.example',
      passwordResetPath: '/reset',
      apiKey: '',
      tokens: 'many',
      author: 'me',
      monkey: '1',
    };
    expect(resolve({ additionalEnv }).warnings).toEqual([]);
  });

  it('a local gateway in a production build is warned about', () => {
    const additionalEnv = { forwardToUrl: 'http://localhost:8080/proxy/forward-to' };
    expect(resolve({ additionalEnv }).warnings).toEqual([]);
    expect(resolve({ additionalEnv }, {}, 'production').warnings).toEqual([
      expect.objectContaining({ field: 'additionalEnv.forwardToUrl' }),
    ]);
  });
});

describe('the content security policy', () => {
  it('allows the page its own files and the gateway, and nothing else', () => {
    const { contentSecurityPolicy } = resolve(
      { additionalEnv: { externalApiUrl: 'https://api.example.com' } },
      {},
      'production',
    );
    expect(formatContentSecurityPolicy(contentSecurityPolicy)).toBe(
      "default-src 'none'; base-uri 'self'; " +
        `connect-src 'self' ${GATEWAY}; font-src 'self' data:; form-action 'self'; img-src 'self' data:; ` +
        "manifest-src 'self'; media-src 'self' data:; script-src 'self'; style-src 'self'; worker-src 'self'",
    );
  });

  it('adds a local gateway, what the file asks for, and in development the styles of Vite', () => {
    const { contentSecurityPolicy } = resolve({
      additionalEnv: { forwardToUrl: 'http://localhost:8080/proxy/forward-to' },
      headers: {
        csp: {
          'connect-src': ["'self'", 'https://cdn.example.com'],
          'default-src': ['https:'],
          'frame-src': ['https://video.example.com'],
        },
      },
    });
    expect(contentSecurityPolicy).toMatchObject({
      'connect-src': ["'self'", GATEWAY, 'http://localhost:8080', 'https://cdn.example.com'],
      'frame-src': ['https://video.example.com'],
      'style-src': ["'self'", "'unsafe-inline'"],
    });
    expect(formatContentSecurityPolicy(contentSecurityPolicy)).toMatch(/^default-src https:;/);
  });
});
