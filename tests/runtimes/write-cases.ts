// Writes the attack corpus and the good calls as JSON, so that a runtime without TypeScript or node:crypto can replay them.
import { writeFileSync } from 'node:fs';
import { allAttacks, goodCalls } from '../../packages/server/src/test-support/attacks/all-attacks.ts';
import { API, createLab, ISSUER, NOW, PATH } from '../../packages/server/src/test-support/attacks/lab.ts';

const lab = createLab();
const [, , file = 'cases.json'] = process.argv;
writeFileSync(
  file,
  JSON.stringify({
    now: NOW,
    path: PATH,
    options: { audience: API, issuer: ISSUER, projects: ['my-project'], jwks: { keys: lab.keys } },
    cases: [...allAttacks(lab), ...goodCalls(lab).map((call) => ({ ...call, code: 'let in' }))],
  }),
);
