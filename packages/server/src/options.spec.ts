import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { isForwardToError, projectKeyClaim } from '@forward-to/protocol';
import { createTokenIssuer } from '@forward-to/protocol/issuer';
import type { TokenIssuer } from '@forward-to/protocol/issuer';
import { CLOUD_IDENTIFIERS, createSessionAuthVerifier } from './index.ts';
import type { SessionAuthVerifierOptions } from './index.ts';
import { refusalOf } from './test-support/refusal-of.ts';

const good: SessionAuthVerifierOptions = { audience: 'https://api.example.com', issuer: 'gcp-eu', projects: ['shop'] };
const create = (options: object) => () => createSessionAuthVerifier({ ...good, ...options });

describe('refuses, when the API starts,', () => {
  it.each([
    ['no audience', { audience: undefined }],
    ['an empty list of audiences', { audience: [] }],
    ['an audience without protocol', { audience: 'api.example.com' }],
    ['an audience with a path', { audience: 'https://api.example.com/v1' }],
    ['an audience with a query', { audience: 'https://api.example.com/?x=1' }],
    ['an audience with user info', { audience: 'https://u:p@api.example.com' }],
    ['an audience of another protocol', { audience: 'ftp://api.example.com' }],
    ['an unknown policy', { audiencePolicy: 'forward-url' }],
    ['no issuer', { issuer: undefined }],
    ['an unknown region', { issuer: 'gcp-mars' }],
    ['a name of every object as region', { issuer: 'constructor' }],
    ['an issuer with a path', { issuer: 'https://mc-api.example.com/x' }],
    ['an http issuer', { issuer: 'http://mc-api.example.com' }],
    ['a region in a list', { issuer: ['gcp-eu'] }],
    ['inferIssuer as text', { inferIssuer: 'false' }],
    ['no Project', { projects: [] }],
    ['a Project as text', { projects: 'shop' }],
    ['an empty Project key', { projects: ['shop', ''] }],
    ['null as projects', { projects: null }],
    ['an object as projects', { projects: { shop: true } }],
    ['a base path without slash', { basePath: 'api' }],
    ['a base path with dots', { basePath: '/a/../b' }],
    ['a base path with a query', { basePath: '/api?x' }],
    ['a negative tolerance', { clockTolerance: -1 }],
    ['a long tolerance', { clockTolerance: 31 }],
    ['a tolerance as text', { clockTolerance: '5' }],
    ['no number as tolerance', { clockTolerance: Number.NaN }],
    ['jwks as text', { jwks: 'https://mc-api.example.com' }],
    ['an endless cache', { jwks: { cacheMaxAge: Infinity } }],
    ['a cache that runs out before the cool-down', { jwks: { cacheMaxAge: 9_999 } }],
    ['a timeout as text', { jwks: { timeout: '5s' } }],
    ['an http jwksUri', { jwks: { jwksUri: 'http://mc-api.example.com/keys' } }],
    ['a jwksUri that is none', { jwks: { jwksUri: '/keys' } }],
    ['a fixed set without usable key', { jwks: { keys: [] } }],
    ['a fixed set of null', { jwks: { keys: null } }],
    ['a misspelt option', { audiencePolcy: 'forward-url-origin' }],
    ['one in the singular', { project: ['shop'] }],
    ['one in another case', { basepath: '/api' }],
  ])('%s', (_, options) => {
    expect(create(options)).toThrow(expect.objectContaining({ code: 'invalid_config', source: 'client' }));
  });

  it('no options at all', () => {
    const call = createSessionAuthVerifier as (options?: unknown) => unknown;
    expect(() => call()).toThrow(expect.objectContaining({ code: 'invalid_config' }));
  });
});

it.each(Object.values(CLOUD_IDENTIFIERS))('takes the region %s', (issuer) => {
  expect(create({ issuer })).not.toThrow();
});

describe('issuers', () => {
  let issuer: TokenIssuer;
  beforeAll(async () => {
    issuer = await createTokenIssuer({ issuer: 'https://mc-api.example.com' });
  });
  const codeFor = (options: object, iss: string, headers: object = {}) => {
    const verify = create({ jwks: { keys: issuer.jwks() }, ...options })();
    const claims = issuer.claimsFor({ userId: 'u1', projectKey: '', audience: 'https://api.example.com' });
    const token = issuer.sign({ ...claims, iss, [projectKeyClaim(iss)]: 'shop' });
    return verify({ headers: { ...headers, authorization: `Bearer ${token}` }, url: '/' }).then(
      () => 'let in',
      (error: unknown) => (isForwardToError(error) ? error.code : 'another error'),
    );
  };

  it('of a region are those of both versions', async () => {
    expect(await codeFor({}, 'https://mc-api.europe-west1.gcp.commercetools.com')).toBe('let in');
    expect(await codeFor({}, 'https://mc-api.commercetools.com')).toBe('let in');
    expect(await codeFor({}, 'https://mc-api.commercetools.co')).toBe('issuer_mismatch');
  });

  it('given as URL may end in a slash', async () => {
    expect(await codeFor({ issuer: 'https://mc-api.example.com/' }, 'https://mc-api.example.com')).toBe('let in');
  });

  it('are inferred from the token, never from a request header', async () => {
    const header = { 'x-mc-api-cloud-identifier': 'gcp-us' };
    expect(await codeFor({}, 'https://mc-api.commercetools.co', header)).toBe('issuer_mismatch');
    expect(await codeFor({ issuer: undefined, inferIssuer: true }, 'https://mc-api.commercetools.co')).toBe('let in');
    expect(await codeFor({ inferIssuer: true }, 'https://mc-api.example.com', header)).toBe('issuer_mismatch');
  });
});

describe('in production', () => {
  let before: string | undefined;
  beforeEach(() => {
    before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
  });
  afterEach(() => {
    process.env.NODE_ENV = before;
  });

  it('no gateway is reached by http, not even on this machine', () => {
    expect(create({ issuer: 'http://localhost:8080' })).toThrow(expect.objectContaining({ code: 'invalid_config' }));
    expect(create({ jwks: { jwksUri: 'http://localhost/keys' } })).toThrow(
      expect.objectContaining({ code: 'invalid_config' }),
    );
  });
});

it('names the option that was meant', () => {
  for (const [name, meant] of [
    ['project', 'projects'],
    ['audiences', 'audience'],
    ['ClockTolerance', 'clockTolerance'],
  ] as const) {
    const expected = expect.objectContaining({ code: 'invalid_config', hint: `Did you mean "${meant}"?` });
    expect(create({ [name]: 'any value' })).toThrow(expected);
    expect(create({ [name]: undefined })).not.toThrow();
  }
});

/** As in a process that has not warned yet. */
function forgetWarnings(): void {
  Reflect.deleteProperty(globalThis, Symbol.for('@forward-to/server warnings that were given'));
}

describe('warns once', () => {
  const original = Object.getOwnPropertyDescriptor(process, 'emitWarning') as PropertyDescriptor;
  let codes: unknown[];
  let messages: string[];
  beforeEach(() => {
    codes = [];
    messages = [];
    forgetWarnings();
    // Jest hands tests a copy of process, which gets no events.
    process.emitWarning = ((message: string, options: { code: string }) => {
      messages.push(message);
      codes.push(options.code);
    }) as typeof process.emitWarning;
  });
  afterEach(() => {
    Object.defineProperty(process, 'emitWarning', original);
  });

  it.each([
    ['FORWARD_TO_ANY_PROJECT', { projects: undefined }],
    ['FORWARD_TO_LOOPBACK_ISSUER', { issuer: 'http://localhost:8080' }],
    ['FORWARD_TO_IGNORED_OPTION', { cacheTokens: true, log: console }],
    ['FORWARD_TO_IGNORED_JWKS_OPTION', { jwks: { cache: true, rateLimit: true } }],
  ])('in a process with the code %s, however many verifiers there are', async (code, options) => {
    const verify = create(options)();
    await refusalOf(verify({ headers: {} }));
    create(options)();
    expect(codes).toEqual([code]);
  });

  it('in a process that holds two copies of the package', async () => {
    create({ projects: undefined })();
    await jest.isolateModulesAsync(async () => {
      const copy = await import('./index.ts');
      expect(copy.createSessionAuthVerifier).not.toBe(createSessionAuthVerifier);
      copy.createSessionAuthVerifier({ ...good, projects: undefined });
    });
    expect(codes).toEqual(['FORWARD_TO_ANY_PROJECT']);
  });

  it('of each set of ignored options', () => {
    create({ cacheTokens: true })();
    create({ log: console })();
    create({ jwks: { cache: true } })();
    create({ jwks: { rateLimit: true } })();
    expect(codes).toEqual([
      'FORWARD_TO_IGNORED_OPTION',
      'FORWARD_TO_IGNORED_OPTION',
      'FORWARD_TO_IGNORED_JWKS_OPTION',
      'FORWARD_TO_IGNORED_JWKS_OPTION',
    ]);
  });

  describe('about a local gateway that is not configured', () => {
    const callsWith = async (issuers: string[], options: object = {}) => {
      const verify = create(options)();
      for (const iss of issuers) {
        const claims = Buffer.from(JSON.stringify({ iss })).toString('base64url');
        const header = Buffer.from('{"alg":"RS256","kid":"k"}').toString('base64url');
        const refused = await refusalOf(
          verify({ headers: { authorization: `Bearer ${header}.${claims}.AAAA` }, url: '/' }),
        );
        // The caller is told nothing of the API's configuration.
        expect(refused).toMatchObject({ code: 'issuer_mismatch' });
        expect(`${refused.message} ${refused.hint}`).not.toMatch(/localhost:8080|commercetools/);
      }
    };

    it('on its own terminal, with what to set', async () => {
      await callsWith(['http://localhost:8080', 'http://localhost:8080', 'http://127.0.0.1:9999']);
      expect(codes).toEqual(['FORWARD_TO_LOCAL_GATEWAY']);
      expect(messages[0]).toContain('set "issuer" to "http://localhost:8080"');
    });

    it('not for other issuers, and shows no text that a caller made up', async () => {
      await callsWith([
        'https://evil.example.com',
        'http://localhost:8080/\u001b[31m',
        'localhost',
        'file://localhost',
      ]);
      expect(codes).toEqual([]);
    });

    it('not where another local gateway is configured', async () => {
      await callsWith(['http://localhost:8080'], { issuer: 'http://localhost:8081' });
      expect(codes).toEqual(['FORWARD_TO_LOOPBACK_ISSUER']);
    });

    it('not in production', async () => {
      const before = process.env.NODE_ENV;
      process.env.NODE_ENV = 'production';
      await callsWith(['http://localhost:8080']).finally(() => {
        process.env.NODE_ENV = before;
      });
      expect(codes).toEqual([]);
    });
  });

  it('about nothing when "any" was asked for', () => {
    create({ projects: 'any' })();
    expect(codes).toEqual([]);
  });
});
