import { describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isForwardToError } from '@forward-to/protocol';
import { createGateway } from './create-gateway.ts';
import type { GatewayOptions } from './gateway-options.ts';

const VALID: GatewayOptions = { projects: ['my-project'], targets: ['http://localhost:6001/'], port: 0 };
const USER = { id: 'a', name: 'A', projects: {} };

function errorOf(options: unknown) {
  try {
    createGateway(options as GatewayOptions);
  } catch (error) {
    if (isForwardToError(error)) return error;
    throw error;
  }
  return undefined;
}

describe('options', () => {
  it.each([
    [undefined, 'The gateway options must be an object'],
    [{ ...VALID, projects: undefined }, 'projects is not a list'],
    [{ ...VALID, project: 'my-project' }, 'project is not an option of the gateway'],
    [{ ...VALID, projects: [] }, 'projects is empty'],
    [{ ...VALID, projects: ['a b'] }, 'projects[0] is not a Project key'],
    [{ ...VALID, targets: [] }, 'targets is empty'],
    [{ ...VALID, targets: ['localhost:6001'] }, 'targets[0] is not an http(s) origin'],
    [{ ...VALID, targets: ['*'] }, 'targets[0] is not an http(s) origin'],
    [
      { ...VALID, targets: ['https://ok.example', 'http://api.example.com'] },
      'targets[1] is an http: URL of another machine',
    ],
    [{ ...VALID, targets: ['http://localhost:6001/api'] }, 'targets[0] must be an origin only'],
    [{ ...VALID, targets: ['https://user:secret@api.example.com'] }, 'targets[0] must be an origin only'],
    [{ ...VALID, origins: ['null'] }, 'origins[0] is not an http(s) origin'],
    [{ ...VALID, port: '8080' }, 'port is not a port number'],
    [{ ...VALID, port: 65_536 }, 'port is not a port number'],
    [{ ...VALID, targetTimeout: 0 }, 'targetTimeout is not a positive number'],
    [{ ...VALID, sessionLifetime: NaN }, 'sessionLifetime is not a positive number'],
    [{ ...VALID, permissions: 'canViewNotes' }, 'permissions is not a list'],
    [{ ...VALID, permissions: ['can view'] }, 'permissions[0] is not a permission name'],
    [{ ...VALID, permissions: [], users: [USER] }, 'permissions cannot be used together with "users"'],
    [{ ...VALID, users: [] }, 'users is empty'],
    [{ ...VALID, users: ['a'] }, 'users[0] is not an object'],
    [{ ...VALID, users: [{ ...USER, id: '' }] }, 'users[0].id must be a string of 1 to 200 characters'],
    [{ ...VALID, users: [{ ...USER, name: '\x1b[2J' }] }, 'users[0].name must be a string of 1 to 200 characters'],
    [{ ...VALID, users: [{ ...USER, email: 1 }] }, 'users[0].email must be a string of 1 to 200 characters'],
    [{ ...VALID, users: [{ ...USER, projects: [] }] }, 'users[0].projects is not an object'],
    [
      { ...VALID, users: [{ ...USER, projects: { nowhere: { permissions: [] } } }] },
      'users[0].projects["nowhere"] names a Project that is not in "projects"',
    ],
    [
      { ...VALID, users: [{ ...USER, projects: { 'my-project': {} } }] },
      'users[0].projects["my-project"].permissions is not a list',
    ],
    [{ ...VALID, users: [USER, USER] }, 'users has two entries with the id "a"'],
  ])('%j are refused', (options, message) => {
    const error = errorOf(options);
    expect(error).toMatchObject({ code: 'invalid_config', source: 'client', message });
    expect(error?.hint).toMatch(/\w/);
    expect(`${error?.message} ${error?.hint}`).not.toContain('secret');
  });

  it('give the default user every Project and the permissions asked for', async () => {
    const gateway = createGateway({ ...VALID, projects: ['a', 'b'], permissions: ['canViewNotes'] });
    const answer = await fetch(`${await gateway.listen()}/users`);
    const access = { permissions: ['canViewNotes'] };
    expect(await answer.json()).toEqual({
      users: [{ id: 'developer', name: 'Developer', projects: { a: access, b: access } }],
    });
    await gateway.close();
  });

  it('with a port in use fail at listen, with the way out', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const gateway = createGateway({ ...VALID, port: (other.address() as AddressInfo).port });
    await expect(gateway.listen()).rejects.toMatchObject({
      code: 'invalid_config',
      message: expect.stringContaining('is in use'),
      hint: expect.stringContaining('--port'),
    });
    other.close();
  });

  it('say that there is no URL before listen', () => {
    expect(() => createGateway(VALID).url).toThrow('no URL yet');
  });
});

describe('options for the Merchant Center', () => {
  it.each([
    [{ users: [{ ...USER, language: 'Deutsch!' }] }, 'users[0].language'],
    [{ users: [{ ...USER, locale: 5 }] }, 'users[0].locale'],
    [{ users: [{ ...USER, timeZone: 'Mars/Olympus' }] }, 'users[0].timeZone'],
    [{ graphql: [] }, '"graphql"'],
    [{ graphql: { mc: {} } }, '"graphql.mc"'],
    [{ graphql: { ctp: [] } }, '"graphql.ctp"'],
    [{ graphql: { 'a b': {} } }, '"graphql.a b"'],
    [{ graphql: { ctp: { FetchProducts: {} } } }, '"graphql.ctp"'],
  ])('%j are rejected by name', (options, name) => {
    const error = errorOf({ ...VALID, ...options });
    expect(error).toMatchObject({ code: 'invalid_config', message: expect.stringContaining(name) });
    expect(error?.hint).toMatch(/\w/);
  });

  it('take what the frame shows about a user', () => {
    const user = { ...USER, email: 'a@example.com', language: 'de', locale: 'de-AT', timeZone: 'Europe/Vienna' };
    expect(
      errorOf({ ...VALID, users: [user], graphql: { ctp: { Q: { errors: [{ message: 'no' }] } } } }),
    ).toBeUndefined();
  });
});
