import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createSignatureCheck } from './verify-signature.ts';

const gateway = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const { n = '', e = '' } = gateway.publicKey.export({ format: 'jwk' });
const signed = new TextEncoder().encode('header.claims');

const navigator = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
afterEach(() => {
  if (navigator) Object.defineProperty(globalThis, 'navigator', navigator);
  else Reflect.deleteProperty(globalThis, 'navigator');
});

/** Makes this process pass for the one runtime that never takes node:crypto. */
const beWorker = () => {
  Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'Cloudflare-Workers' }, configurable: true });
};

describe.each([
  ['node:crypto', () => undefined, 'boolean'],
  ['Web Crypto', beWorker, 'object'],
])('with %s', (_name, prepare, kindOfAnswer) => {
  const check = (signature: Uint8Array, bytes = signed, key = { n, e }) => {
    prepare();
    return createSignatureCheck(key)(bytes, signature);
  };

  it('takes a signature of the key, over a view into a larger buffer too', async () => {
    const signature = sign('sha256', signed, gateway.privateKey);
    const answer = check(signature);
    expect(typeof answer).toBe(kindOfAnswer);
    expect(await answer).toBe(true);

    const around = new Uint8Array(signed.length + 20);
    around.set(signed, 10);
    expect(await check(signature, around.subarray(10, 10 + signed.length))).toBe(true);
  });

  it.each<[string, () => Uint8Array]>([
    ['of another key', () => sign('sha256', signed, stranger.privateKey)],
    ['over other bytes', () => sign('sha256', Buffer.from('header.Claims'), gateway.privateKey)],
    ['with SHA-512', () => sign('sha512', signed, gateway.privateKey)],
    [
      'with PSS padding',
      () => sign('sha256', signed, { key: gateway.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING }),
    ],
    ['that is empty', () => new Uint8Array(0)],
    ['that is cut', () => sign('sha256', signed, gateway.privateKey).subarray(1)],
    ['with a byte more', () => Buffer.concat([sign('sha256', signed, gateway.privateKey), Buffer.alloc(1)])],
    ['of zeros', () => new Uint8Array(256)],
    ['of ones', () => new Uint8Array(256).fill(255)],
  ])('takes no signature %s', async (_, create) => {
    expect(await check(create())).toBe(false);
  });
});

it('verifies nothing with a key that Web Crypto cannot read', async () => {
  beWorker();
  const check = createSignatureCheck({ n: '', e: '' });
  expect(await check(signed, sign('sha256', signed, gateway.privateKey))).toBe(false);
});
