import { isForwardToError } from '@forward-to/protocol';
import { describe, expect, it } from '@jest/globals';
import { createVerifier } from './create-verifier.ts';
import { allAttacks, goodCalls } from './test-support/attacks/all-attacks.ts';
import type { GoodCall } from './test-support/attacks/attack.ts';
import { API, createLab, ISSUER, NOW, PATH } from './test-support/attacks/lab.ts';
import { VERIFICATION_CHECKS } from './verification-checks.ts';
import type { VerificationChecks } from './verification-checks.ts';

const lab = createLab();
const attacks = allAttacks(lab);
const NAMES = Object.keys(VERIFICATION_CHECKS) as (keyof VerificationChecks)[];

/** What a verifier with these checks says to a call: the code of its refusal, or "let in". */
async function outcomeOf(call: GoodCall, checks: VerificationChecks): Promise<string> {
  const { authorization, headers, path = PATH, options } = call;
  const settings = {
    audience: API,
    issuer: ISSUER,
    projects: ['my-project'],
    jwks: { keys: lab.keys },
    now: () => NOW,
  };
  const verify = createVerifier({ ...settings, ...options }, checks);
  try {
    await verify({ headers: { ...headers, ...(authorization.length > 0 && { authorization }) }, url: path }, {});
    return 'let in';
  } catch (error) {
    if (!isForwardToError(error)) throw error;
    return error.code;
  }
}

// What finds something is mutated to find something for everybody; a check, to say nothing.
const LENIENT: Partial<VerificationChecks> = {
  findIssuer: ({ iss }, { byName }) => byName.get(String(iss)) ?? [...byName.values()][0]!,
  findKey: (keys) => keys.find('gateway'),
};

describe.each(NAMES)('without %s', (name) => {
  const mutant: VerificationChecks = { ...VERIFICATION_CHECKS, [name]: () => undefined, ...pick(LENIENT, name) };

  it('an attack of the corpus gets in', async () => {
    const outcomes = await Promise.all(attacks.map((attack) => outcomeOf(attack, mutant)));
    expect(outcomes).toContain('let in');
  });

  it('every good call still gets in', async () => {
    const outcomes = await Promise.all(goodCalls(lab).map((call) => outcomeOf(call, mutant)));
    expect(new Set(outcomes)).toEqual(new Set(['let in']));
  });
});

function pick(checks: Partial<VerificationChecks>, name: keyof VerificationChecks): Partial<VerificationChecks> {
  return name in checks ? { [name]: checks[name] } : {};
}

it('with every check no attack gets in', async () => {
  const outcomes = await Promise.all(attacks.map((attack) => outcomeOf(attack, VERIFICATION_CHECKS)));
  expect(outcomes).toEqual(attacks.map(({ code }) => code));
});
