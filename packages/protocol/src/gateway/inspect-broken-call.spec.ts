import { describe, expect, it } from '@jest/globals';
import { inspectForwardCall, isStoppedByBrowser } from './index.ts';

const GOOD = {
  'accept-version': 'v2',
  'x-forward-to': 'https://api.example.com/orders',
  'x-forward-to-audience-policy': 'forward-url-full-path',
  'x-project-key': 'my-project',
};
const inspect = (headers: Record<string, string>) =>
  inspectForwardCall(new Map(Object.entries({ ...GOOD, ...headers }).map(([name, value]) => [name, [value]])));
const errorOf = (headers: Record<string, string>) => inspect(headers).broken[0]?.error;

describe('inspectForwardCall', () => {
  it.each(['https://me@api.example.com', 'https://:secret@api.example.com', 'ws://localhost', 'xhttps://localhost'])(
    'rejects the target %s',
    (target) => {
      expect(errorOf({ 'x-forward-to': target })?.code).toBe('invalid_target');
    },
  );

  it('takes an http: target on this machine, and leaves permissions out unless they are asked for', () => {
    expect(inspect({ 'x-forward-to': 'http://localhost:6001/orders' }).call).toMatchObject({
      audience: 'http://localhost:6001/orders',
      wantsPermissions: false,
    });
    expect(inspect({ 'x-forward-to-claims': '' }).call?.wantsPermissions).toBe(false);
    expect(inspect({ 'x-forward-to-claims': 'permissions   permissions' }).call?.wantsPermissions).toBe(true);
  });

  it.each([
    [{ 'accept-version': 'v3' }, { expected: ['v2', 'v1'], actual: 'v3' }],
    [
      { 'x-forward-to-audience-policy': 'origin' },
      { expected: ['forward-url-full-path', 'forward-url-origin'], actual: 'origin' },
    ],
    [{ 'x-forward-to-claims': 'permissions email' }, { expected: 'permissions', actual: 'permissions email' }],
  ])('says what would be right instead of %j', (headers, mismatch) => {
    expect(errorOf(headers)).toMatchObject({ source: 'gateway', statusCode: 400, ...mismatch });
  });

  it('lets an error through that is not about the request', () => {
    const broken = new Error('The list of headers is broken');
    const headers = {
      get: () => {
        throw broken;
      },
    };
    expect(() => inspectForwardCall(headers as unknown as Map<string, string[]>)).toThrow(broken);
  });
});

describe('isStoppedByBrowser', () => {
  it.each(['x-host', 'host-x', 'my-sec-fetch', 'cookie3', 'x-proxy-a', 'x-via', 'updated', 'predate'])(
    'counts %s, which only contains a name that browsers set',
    (name) => {
      expect(isStoppedByBrowser(name)).toBe(true);
    },
  );

  it.each(['cookie', 'cookie2', 'sec-ch-ua', 'access-control-request-method', 'proxy-connection', 'via'])(
    'leaves out %s, which browsers set',
    (name) => {
      expect(isStoppedByBrowser(name)).toBe(false);
    },
  );
});
