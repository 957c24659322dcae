import { beforeAll, describe, expect, it } from '@jest/globals';
import { isForwardToError } from '@forward-to/protocol';
import { createSessionAuthVerifier } from '@forward-to/server';
import type { SessionAuthVerifier } from '@forward-to/server';
import { badTokenCodes, badTokenKinds, createTestIssuer } from '@forward-to/testing';
import type { TestIssuer } from '@forward-to/testing';

const audience = 'https://api.example.com';
const call = { url: `${audience}/orders`, projectKey: 'shop', userId: 'u1', permissions: ['canViewOrders'] };

let now = 1_600_092_341_000;
let issuer: TestIssuer;
let verify: SessionAuthVerifier;

beforeAll(async () => {
  issuer = await createTestIssuer({ now: () => now });
  verify = createSessionAuthVerifier({ ...issuer.verifierOptions, audience, projects: ['shop'] });
});

const verdict = async (authorization: string): Promise<unknown> => {
  try {
    return await verify({ headers: { authorization }, url: '/orders' });
  } catch (error) {
    if (isForwardToError(error)) return error.code;
    throw error;
  }
};

describe('the verifier, with the options of a test issuer', () => {
  it('accepts a good token', async () => {
    expect(await verdict(issuer.authorization(call))).toEqual({
      userId: 'u1',
      projectKey: 'shop',
      userPermissions: ['canViewOrders'],
    });
  });

  it.each(badTokenKinds)('rejects a token of the kind "%s" with its own code', async (kind) => {
    expect(await verdict(`Bearer ${issuer.mintBad(kind, call)}`)).toBe(badTokenCodes[kind]);
  });

  it('sees the clock of the issuer', async () => {
    const authorization = issuer.authorization(call);
    now += 70_000;
    expect(await verdict(authorization)).toBe('token_expired');
    expect(await verdict(issuer.authorization(call))).toMatchObject({ userId: 'u1' });
  });
});
