import { describe, expect, it } from '@jest/globals';
import { inspectForwardCall } from './index.ts';
import type { HeaderMap } from './index.ts';

const GOOD = {
  'accept-version': 'v2',
  'x-forward-to': 'https://api.example.com/orders?page=2',
  'x-forward-to-audience-policy': 'forward-url-full-path',
  'x-project-key': 'my-project',
};

const headersOf = (headers: Record<string, string | string[]>): HeaderMap =>
  new Map(Object.entries({ ...GOOD, ...headers }).map(([name, value]) => [name, [value].flat()]));
const brokenBy = (headers: Record<string, string | string[]>) =>
  inspectForwardCall(headersOf(headers)).broken.map(({ header, error }) => `${header}: ${error.code}`);

describe('inspectForwardCall', () => {
  it('reads a call that keeps the contract', () => {
    expect(inspectForwardCall(headersOf({ 'x-forward-to-claims': 'permissions' }))).toEqual({
      call: {
        version: 'v2',
        url: new URL('https://api.example.com/orders?page=2'),
        audience: 'https://api.example.com/orders',
        projectKey: 'my-project',
        wantsPermissions: true,
      },
      broken: [],
    });
  });

  it('leaves the version out where the caller relies on the default', () => {
    expect(inspectForwardCall(headersOf({ 'accept-version': '' })).call?.version).toBeUndefined();
  });

  it.each([
    [{ 'accept-version': 'v3' }, 'Accept-version: unsupported_version'],
    [{ 'x-forward-to': '' }, 'X-Forward-To: missing_header'],
    [{ 'x-forward-to': '/orders' }, 'X-Forward-To: invalid_target'],
    [{ 'x-forward-to': 'ftp://api.example.com' }, 'X-Forward-To: invalid_target'],
    [{ 'x-forward-to': 'https://käse.example.com' }, 'X-Forward-To: invalid_target'],
    [{ 'x-forward-to': 'https://me:secret@api.example.com' }, 'X-Forward-To: invalid_target'],
    [{ 'x-forward-to': 'http://api.example.com' }, 'X-Forward-To: invalid_target'],
    [{ 'x-forward-to-audience-policy': '' }, 'X-Forward-To-Audience-Policy: missing_header'],
    [{ 'x-forward-to-audience-policy': 'origin' }, 'X-Forward-To-Audience-Policy: invalid_header'],
    [{ 'x-forward-to-claims': 'permissions email' }, 'X-Forward-To-Claims: invalid_header'],
    [{ 'x-project-key': '' }, 'X-Project-Key: missing_header'],
    [{ 'x-project-key': ['a', 'b'] }, 'X-Project-Key: invalid_header'],
  ])('finds in %j %s', (headers, broken) => {
    expect(brokenBy(headers)).toEqual([broken]);
    expect(inspectForwardCall(headersOf(headers)).call).toBeUndefined();
  });

  it('collects everything that is wrong, in the order of the contract', () => {
    expect(brokenBy({ 'accept-version': 'v0', 'x-project-key': '', 'x-forward-to-claims': 'all' })).toEqual([
      'Accept-version: unsupported_version',
      'X-Project-Key: missing_header',
      'X-Forward-To-Claims: invalid_header',
    ]);
  });
});
