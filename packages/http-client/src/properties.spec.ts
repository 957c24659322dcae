import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isForwardToError } from '@forward-to/protocol';
import { createHttpClient } from './index.ts';
import type { HttpClientConfig } from './index.ts';

/** How often a property is tried; `PROPERTY_RUNS=100000 npm test -- properties` is the long run. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 2_000);
const GATEWAY = 'https://mc-api.europe-west1.gcp.commercetools.com';
const OWN = new Set(
  'accept accept-version authorization x-application-id x-correlation-id x-custom-view-id x-forward-to x-forward-to-audience-policy x-forward-to-claims x-mc-identity-login-mode-override x-project-key x-user-agent'.split(
    ' ',
  ),
);
const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.anything());
const headers = fc.oneof(
  fc.dictionary(
    fc.oneof(fc.constantFrom('X-Forward-To', 'x-Project-KEY', 'cookie', '__proto__', 'x-a', 'X-A'), fc.string()),
    anything,
  ),
  fc.anything(),
);

describe('whatever the input', () => {
  beforeAll(() => {
    fc.configureGlobal({ numRuns });
  });
  afterAll(() => {
    fc.resetConfigureGlobal();
  });

  it('adds no header, doubles none and throws nothing but its own error', () => {
    const forwardToConfig = fc.oneof(
      fc.record(
        { uri: fc.oneof(fc.webUrl(), anything), headers, includeUserPermissions: fc.anything() },
        { requiredKeys: ['uri'] },
      ),
      fc.anything(),
    );
    const config = fc.record(
      { userAgent: anything, headers, forwardToConfig, projectKey: anything },
      { requiredKeys: [] },
    );
    const context = fc.record(
      {
        mcApiUrl: fc.constant(GATEWAY),
        projectKey: fc.string(),
        sessionToken: fc.string(),
        applicationId: fc.string(),
        userId: fc.string(),
      },
      { requiredKeys: ['mcApiUrl'] },
    );
    fc.assert(
      fc.property(config, context, (input, facts) => {
        let built: Record<string, string>;
        try {
          built = createHttpClient({ context: facts }).createHttpClientOptions(input as HttpClientConfig).headers;
        } catch (error) {
          expect(isForwardToError(error)).toBe(true);
          return;
        }
        // What the platform itself makes of them: it throws for a name or a value that HTTP does not allow.
        const sent = [...new Headers(built).keys()];
        // Node's Headers drop this one name.
        expect(sent).toHaveLength(Object.keys(built).filter((name) => name !== '__proto__').length);
        const asked = new Set(
          Object.keys((input.headers as object | undefined) ?? {}).map((name) => name.toLowerCase()),
        );
        for (const name of sent) {
          expect(OWN.has(name) || asked.has(name) || name.startsWith('x-forward-header-')).toBe(true);
        }
      }),
    );
  });

  it('never changes the host of the gateway', () => {
    const client = createHttpClient({ context: { mcApiUrl: GATEWAY } });
    const endpoint = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webPath(),
      fc.string().map((text) => `/${text}`),
      fc.webUrl(),
    );
    fc.assert(
      fc.property(endpoint, (path) => {
        try {
          expect(new URL(client.buildApiUrl(path)).origin).toBe(GATEWAY);
        } catch (error) {
          expect(isForwardToError(error)).toBe(true);
        }
      }),
    );
  });
});
