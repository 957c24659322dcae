import { describe, expect, it } from '@jest/globals';
import { VERIFIER_STATUS } from '@forward-to/protocol';
import { createSessionAuthVerifier } from './index.ts';
import { allAttacks, goodCalls } from './test-support/attacks/all-attacks.ts';
import type { Attack, GoodCall } from './test-support/attacks/attack.ts';
import { LET_IN, openDoors } from './test-support/attacks/doors.ts';
import { API, createLab, ISSUER, NOW, PATH } from './test-support/attacks/lab.ts';
import { refusalOf } from './test-support/refusal-of.ts';

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

it('asks a function about Projects about nobody who fails another check, and once about everybody else', async () => {
  const asked: string[] = [];
  const send = async ({ authorization, headers, path = PATH, options }: GoodCall) => {
    const verify = createSessionAuthVerifier({
      audience: API,
      issuer: ISSUER,
      jwks: { keys: lab.keys },
      now: () => NOW,
      ...options,
      projects: (projectKey) => asked.push(projectKey) > 0,
    });
    await verify({ headers: { ...headers, ...(authorization.length > 0 && { authorization }) }, url: path });
  };
  const isAboutProjects = ({ code }: Attack) => code === 'project_not_allowed' || code === 'projects_unavailable';
  for (const attack of attacks.filter((one) => !isAboutProjects(one))) await refusalOf(send(attack));
  expect(asked).toEqual([]);
  for (const call of calls) await send(call);
  expect(asked).toEqual(calls.map(() => 'my-project'));
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
