import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { nodeCrypto } from './environment.ts';
import { createSessionAuthVerifier } from './index.ts';
import { API, createLab, ISSUER, NOW, PATH } from './test-support/attacks/lab.ts';
import { refusalOf } from './test-support/refusal-of.ts';

const lab = createLab();
const own = Object.getOwnPropertyDescriptor(process, 'getBuiltinModule');

// As on a runtime that has WebCrypto only, whose answer is a promise.
beforeAll(() => {
  Object.defineProperty(process, 'getBuiltinModule', { value: undefined, configurable: true, writable: true });
});
afterAll(() => {
  if (own) Object.defineProperty(process, 'getBuiltinModule', own);
  else Reflect.deleteProperty(process, 'getBuiltinModule');
});

it('lets in a signature of the gateway and no other where only WebCrypto checks it', async () => {
  expect(nodeCrypto()).toBeUndefined();
  const verify = createSessionAuthVerifier({
    audience: API,
    issuer: ISSUER,
    projects: ['my-project'],
    jwks: { keys: lab.keys },
    now: () => NOW,
  });
  const send = (token: string) => verify({ headers: { authorization: `Bearer ${token}` }, url: PATH });
  const token = lab.token();
  const [header = '', , signature = ''] = token.split('.');
  const [, otherClaims = ''] = lab.token({ sub: 'somebody-else' }).split('.');
  expect(await send(token)).toEqual({ userId: 'user-1', projectKey: 'my-project' });
  expect((await refusalOf(send(`${header}.${otherClaims}.${signature}`))).code).toBe('invalid_signature');
});
