export { badTokenCodes, badTokenKinds } from './bad-token-kinds.ts';
export type { BadTokenKind } from './bad-token-kinds.ts';
export { createTestIssuer } from './create-test-issuer.ts';
export type { ServedKeys, TestCall, TestIssuer, TestIssuerOptions, TestVerifierOptions } from './create-test-issuer.ts';
export { stubApplicationContext } from './stub-application-context.ts';
export type { StubbedContext } from './stub-application-context.ts';
