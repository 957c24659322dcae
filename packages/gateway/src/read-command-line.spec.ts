import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readCommandLine } from './read-command-line.ts';

const NEEDED = ['--project', 'my-project', '--target', 'http://localhost:6001'];

describe('readCommandLine', () => {
  it('needs a Project and a target, and nothing else', () => {
    expect(readCommandLine(NEEDED)).toEqual({
      kind: 'run',
      options: { projects: ['my-project'], targets: ['http://localhost:6001'], origins: [] },
    });
  });

  it('reads every flag', () => {
    expect(
      readCommandLine([
        ...NEEDED,
        '--project=b',
        '--port',
        '0',
        '--origin',
        'http://localhost:4000',
        '--user',
        'manager:Manager Mary:canA, canB',
        '--user',
        'viewer',
      ]),
    ).toMatchObject({
      options: {
        projects: ['my-project', 'b'],
        port: 0,
        origins: ['http://localhost:4000'],
        users: [
          { id: 'manager', name: 'Manager Mary', projects: { b: { permissions: ['canA', 'canB'] } } },
          { id: 'viewer', name: 'viewer', projects: { b: { permissions: [] } } },
        ],
      },
    });
    expect(readCommandLine([...NEEDED, '--permissions', 'canA,canB'])).toMatchObject({
      options: { permissions: ['canA', 'canB'] },
    });
    expect(readCommandLine(['--help'])).toEqual({ kind: 'help' });
    expect(readCommandLine(['--version'])).toEqual({ kind: 'version' });
  });

  it.each([
    [['--bogus'], "Unknown option '--bogus'"],
    [['--project'], "Option '--project <value>' argument missing"],
    [[...NEEDED, 'extra'], "Unexpected argument 'extra'"],
    [[], '--project is missing'],
    [NEEDED.slice(0, 2), '--target is missing'],
    [[...NEEDED, '--port', '80x'], '--port is not a port number'],
    [[...NEEDED, '--port', ''], '--port is not a port number'],
    [[...NEEDED, '--user', ':Nobody'], '--user needs an id before the first colon'],
    [['--config', 'nowhere.json'], '--config: the file nowhere.json cannot be read'],
  ])('refuses %j', (args, message) => {
    expect(() => readCommandLine(args)).toThrow(
      expect.objectContaining({ code: 'invalid_config', message, hint: expect.any(String) }),
    );
  });
});

describe('--config', () => {
  const read = (content: string, args: string[] = []) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'gateway-'));
    try {
      const file = path.join(folder, 'gateway.json');
      writeFileSync(file, content);
      return readCommandLine(['--config', file, ...args]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('gives what flags do not, and flags add to it', () => {
    const users = [{ id: 'a', name: 'A', projects: {} }];
    const content = JSON.stringify({ projects: ['a'], targets: ['http://localhost:1'], port: 9000, users });
    expect(read(content, ['--project', 'b', '--port', '9001'])).toMatchObject({
      options: { projects: ['a', 'b'], targets: ['http://localhost:1'], port: 9001, users },
    });
    expect(read(content)).toMatchObject({ options: { port: 9000 } });
  });

  it.each([
    ['{', 'is not valid JSON'],
    ['[]', 'does not contain a JSON object'],
    ['{"target":[]}', 'the field "target" is unknown'],
    ['{"projects":"a"}', 'the field "projects" is not a list'],
  ])('refuses %s', (content, message) => {
    expect(() => read(content)).toThrow(message);
  });
});

describe('--graphql', () => {
  it('reads responses from a file, for each target', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'gateway-'));
    try {
      const file = path.join(folder, 'a=b.json');
      writeFileSync(file, '{"FetchProducts":{"data":{}}}');
      expect(readCommandLine([...NEEDED, `--graphql=ctp=${file}`])).toMatchObject({
        options: { graphql: { ctp: { FetchProducts: { data: {} } } } },
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each(['ctp', '=stub.json', 'ctp=nowhere.json'])('rejects %s', (value) => {
    expect(() => readCommandLine([...NEEDED, '--graphql', value])).toThrow(
      expect.objectContaining({ code: 'invalid_config', message: expect.stringContaining('--graphql') }),
    );
  });
});
