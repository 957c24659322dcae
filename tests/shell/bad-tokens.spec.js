/** @jest-environment node */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as published from '@commercetools-backend/express';
import { badTokenCodes, badTokenKinds, createTestIssuer } from '@forward-to/testing';

const guide = readFileSync('../../docs/guides/testing-your-api.md', 'utf8');
/** The table of the guide: kind, code of this kit, verdict of the published verifier. */
const rows = [...guide.matchAll(/^\| `([a-z0-9-]+)` +\| `([a-z_]+)` +\| (\*\*accepts\*\*|rejects)/gm)].map(
  ([, kind, code, verdict]) => ({ kind, code, verdict: verdict.replaceAll('*', '') }),
);
const call = { url: 'https://api.example.com/orders', permissions: ['canViewOrders'] };

let issuer, served, verify;
beforeAll(async () => {
  issuer = await createTestIssuer();
  served = await issuer.serve();
  verify = published.createSessionAuthVerifier({ audience: 'https://api.example.com', issuer: issuer.issuer });
});
afterAll(() => served.close());

async function verdict(authorization) {
  const headers = { authorization, 'x-mc-api-cloud-identifier': 'gcp-eu', 'x-mc-api-forward-to-version': 'v2' };
  try {
    await verify({ headers, originalUrl: '/orders', url: '/orders' }, {});
    return 'accepts';
  } catch {
    return 'rejects';
  }
}

describe('docs/guides/testing-your-api.md', () => {
  it('has a row for every kind, with the code of this kit', () => {
    expect(Object.fromEntries(rows.map(({ kind, code }) => [kind, code]))).toEqual(badTokenCodes);
    expect(rows.map(({ kind }) => kind)).toEqual(badTokenKinds);
  });

  it('starts from a token that the published verifier accepts', async () => {
    expect(await verdict(issuer.authorization(call))).toBe('accepts');
  });

  it.each(rows)('says that the published verifier $verdict a token of the kind "$kind"', async (row) => {
    expect(await verdict(`Bearer ${issuer.mintBad(row.kind, call)}`)).toBe(row.verdict);
  });
});
