import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';

const root = path.resolve(__dirname, '../../..');
const folderOf = (name: string, from: string) =>
  path.dirname(createRequire(path.join(root, from, 'package.json')).resolve(`${name}/package.json`));

// Uses a link, so that Apollo Client is there and no page is: the operation fails before anything is sent.
const program = `
  const client = door.createApolloClient({ context: {} });
  client.query({ query: graphql.parse('{ a }'), context: { target: 'ctp' } }).catch((error) => {
    console.log(client.version.split('.').slice(0, 2).join('.') + ' ' + door.forwardToErrorOf(error).code);
  });
`;

let work: string;
beforeAll(async () => {
  work = mkdtempSync(path.join(tmpdir(), 'apollo-load-'));
  for (const [format, extension] of [
    ['esm', 'mjs'],
    ['cjs', 'cjs'],
  ] as const) {
    await build({
      entryPoints: [path.join(__dirname, 'index.ts')],
      outfile: path.join(work, `door.${extension}`),
      bundle: true,
      format,
      platform: 'neutral',
      conditions: ['@forward-to/source'],
      external: ['@apollo/client'],
    });
  }
  writeFileSync(
    path.join(work, 'run.mjs'),
    `import * as door from './door.mjs';\nimport * as graphql from 'graphql';${program}`,
  );
  writeFileSync(
    path.join(work, 'run.cjs'),
    `const door = require('./door.cjs');\nconst graphql = require('graphql');${program}`,
  );
});
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

// Apollo Client 3 has no exports map, which only Node's own loader notices.
describe.each([
  ['3.8', '@apollo/client', 'tests/oldest'],
  ['3.14', 'apollo-client-3', '.'],
  ['4.3', '@apollo/client', '.'],
])('in Node, with Apollo Client %s', (version, name, from) => {
  beforeAll(() => {
    const modules = path.join(work, 'node_modules');
    rmSync(modules, { recursive: true, force: true });
    mkdirSync(path.join(modules, '@apollo'), { recursive: true });
    symlinkSync(folderOf(name, from), path.join(modules, '@apollo/client'));
    symlinkSync(folderOf('graphql', '.'), path.join(modules, 'graphql'));
  });

  it.each(['run.mjs', 'run.cjs'])('loads and works as %s', (file) => {
    const output = execFileSync(process.execPath, [file], {
      cwd: work,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect(output.trim()).toBe(`${version} missing_context`);
  });
});
