import { runInNewContext } from 'node:vm';
import { afterEach, expect, it } from '@jest/globals';
import { nodeCrypto, warn } from './environment.ts';

const own = Object.getOwnPropertyDescriptor(globalThis, 'process')!;
afterEach(() => {
  Object.defineProperty(globalThis, 'process', own);
});

it.each(['emitWarning', 'getBuiltinModule'])('a runtime whose process.%s throws is one without it', (name) => {
  // As the edge runtime of Next.js does: the error comes from another realm.
  const process: object = runInNewContext(
    `({ get ${name}() { throw new Error('not supported in the Edge Runtime') } })`,
  );
  Object.defineProperty(globalThis, 'process', { ...own, value: process });
  expect(() => {
    warn('FORWARD_TO_TEST', 'test');
  }).not.toThrow();
  expect(nodeCrypto()).toBeUndefined();
});
