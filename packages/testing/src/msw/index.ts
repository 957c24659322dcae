export { assertNoContractViolations, contractViolations } from './contract-violations.ts';
export type { ContractViolation } from './contract-violations.ts';
export { forwardTo } from './forward-to.ts';
export type { ForwardTo, ForwardToHandlerOptions, ForwardToVerb, GraphqlVerb } from './forward-to.ts';
export type { ForwardToResolver, ForwardToResolverExtras, GraphqlResolver } from './forward-to-handler.ts';
export type { RefusalCode, RefusalDetails } from './refusal.ts';
export type { TestSession, TestUser } from './test-gateway.ts';
