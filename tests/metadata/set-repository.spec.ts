import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';

const URL_OF_TEST = 'https://git.example.com/owner/kit';
const root = process.cwd();
let copy: string;

/** Runs a script of the repository in a copy of its manifests and READMEs. */
function run(script: string, ...args: string[]) {
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'scripts', script), ...args], {
    cwd: copy,
    encoding: 'utf8',
  });
  return { status, stderr };
}
const read = (file: string) => readFileSync(path.join(copy, file), 'utf8');
const manifest = (file: string) => JSON.parse(read(file)) as Record<string, unknown>;

beforeEach(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'repository-'));
  const folders = readdirSync('packages').map((name) => `packages/${name}`);
  for (const folder of ['', ...folders]) {
    mkdirSync(path.join(copy, folder), { recursive: true });
    for (const file of ['package.json', 'README.md']) cpSync(path.join(folder, file), path.join(copy, folder, file));
  }
  // The READMEs link to it.
  cpSync('docs', path.join(copy, 'docs'), { recursive: true });
});
afterEach(() => {
  rmSync(copy, { recursive: true });
});

it('writes one URL into every manifest and makes the links of the READMEs absolute', () => {
  expect(run('set-repository.mjs', URL_OF_TEST)).toEqual({ status: 0, stderr: '' });
  expect(manifest('packages/server/package.json')).toMatchObject({
    homepage: `${URL_OF_TEST}/tree/HEAD/packages/server#readme`,
    bugs: { url: `${URL_OF_TEST}/issues` },
    repository: { type: 'git', url: `git+${URL_OF_TEST}.git`, directory: 'packages/server' },
  });
  const readme = read('packages/server/README.md');
  expect(readme).toContain(`](${URL_OF_TEST}/blob/HEAD/docs/guides/securing-your-api.md#that-the-user-belongs-to-you)`);
  expect(readme).not.toMatch(/\]\(\.\.?\//);
  expect(run('check-metadata.mjs')).toEqual({ status: 0, stderr: '' });
  // A second time changes nothing.
  expect(run('set-repository.mjs', URL_OF_TEST).status).toBe(0);
  expect(read('packages/server/README.md')).toBe(readme);
});

it('the check names a manifest that says something else, and a README with a relative link', () => {
  expect(run('set-repository.mjs', URL_OF_TEST).status).toBe(0);
  const file = path.join(copy, 'packages/sdk/package.json');
  writeFileSync(file, read('packages/sdk/package.json').replace(`${URL_OF_TEST}/issues`, 'https://example.com'));
  const readme = path.join(copy, 'packages/react/README.md');
  writeFileSync(readme, '[All codes](../../docs/errors.md)');
  const { status, stderr } = run('check-metadata.mjs');
  expect(status).toBe(1);
  expect(stderr).toContain(
    `packages/sdk: bugs must be {"url":"${URL_OF_TEST}/issues"} (found {"url":"https://example.com"})`,
  );
  expect(stderr).toContain('packages/react: README.md links to docs/errors.md by a relative path.');
});

it('the check names a link to a file that does not exist', () => {
  writeFileSync(path.join(copy, 'packages/react/README.md'), '[All codes](../../docs/no-such-page.md#there)');
  expect(run('check-metadata.mjs').stderr).toContain(
    'packages/react: README.md links to docs/no-such-page.md, which does not exist.',
  );
});

it.each(['', 'http://git.example.com/a/b', 'https://git.example.com', 'https://git.example.com/a/b.git'])(
  'rejects %p, which is no URL of a repository',
  (url) => {
    expect(run('set-repository.mjs', url)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('must have the form') as unknown,
    });
  },
);
