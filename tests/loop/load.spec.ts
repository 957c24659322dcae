import { expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.join(__dirname, '../..');

it('answers 200 calls, 20 at a time, through processes of their own; every answer right, none lost', async () => {
  const args = ['scripts/load-loop.mjs', '--calls', '200', '--concurrency', '20', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  expect(JSON.parse(stdout)).toMatchObject({ calls: 200, ok: 200, lost: 0 });
}, 60_000);
