import { expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** Runs a snippet of a README as it stands; gives what it prints. */
async function run(name: string): Promise<string> {
  const file = path.join(__dirname, 'snippets', name);
  const args = ['--conditions=@forward-to/source', '--import', 'tsx', file];
  return (await promisify(execFile)(process.execPath, args)).stdout;
}

it('the gateway of its README listens on a free port and stops', async () => {
  expect(await run('start-gateway.mts')).toMatch(/^http:\/\/localhost:\d+\n$/);
}, 60_000);

it('the configuration of its README is resolved', async () => {
  expect(await run('resolve-config.mts')).toBe(
    "https://api.example.com\n[ \"'self'\", 'https://mc-api.europe-west1.gcp.commercetools.com' ]\n[]\n",
  );
}, 60_000);
