// Jest runs this for each test file, before its tests: warnings of the kit stay off the terminal, and one that no test expects
// is a failure. A test that provokes a warning takes it: `expect(takeWarnings()).toMatchObject([{ code: '…' }])`.
import { afterAll, beforeAll, expect } from '@jest/globals';
import { recordWarning, takeWarnings } from './warnings.ts';

/** The gateway of a test is always on this machine, so that this one says nothing. */
const EXPECTED = 'FORWARD_TO_LOOPBACK_ISSUER';

const original = Object.getOwnPropertyDescriptor(process, 'emitWarning')!;
beforeAll(() => {
  const emit = (original.value as (...args: unknown[]) => void).bind(process);
  process.emitWarning = (...args: unknown[]) => {
    const [message, options] = args;
    const code = (options as { code?: unknown } | undefined)?.code;
    if (typeof code === 'string' && code.startsWith('FORWARD_TO_')) recordWarning({ code, message: String(message) });
    else emit(...args);
  };
});
afterAll(() => {
  Object.defineProperty(process, 'emitWarning', original);
  expect(takeWarnings().filter(({ code }) => code !== EXPECTED)).toEqual([]);
});
