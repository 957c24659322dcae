import { describe, expect, it } from '@jest/globals';
import { VERIFIER_STATUS } from '@forward-to/protocol';
import { allAttacks, goodCalls } from './test-support/attacks/all-attacks.ts';
import { LET_IN, openDoors } from './test-support/attacks/doors.ts';
import { createLab } from './test-support/attacks/lab.ts';

const lab = createLab();
const attacks = allAttacks(lab);
const calls = goodCalls(lab);

describe('the attack corpus', () => {
  it('has at least 120 cases, each with a name of its own', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(120);
    expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length);
  });

  it('covers every refusal but those that need a key server or permissions', () => {
    const covered = new Set<string>(attacks.map(({ code }) => code));
    const missing = Object.keys(VERIFIER_STATUS).filter((code) => !covered.has(code));
    expect(missing.sort()).toEqual(['insufficient_permissions', 'keys_unavailable', 'permissions_not_requested']);
  });
});

describe.each(Object.entries(openDoors(lab)))('%s', (name, door) => {
  // The runtime of a WHATWG Request reads the path before any code of ours, and hands over what it read.
  const sent = attacks.filter((attack) => !(name === 'Fetch' && attack.isRawPath));

  it.each(sent)('refuses $name ($imitates)', async (attack) => {
    expect(await door(attack)).toBe(attack.code);
  });

  it.each(calls)('lets in $name', async (call) => {
    expect(await door(call)).toBe(LET_IN);
  });
});
