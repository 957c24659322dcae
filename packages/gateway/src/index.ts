export { createGateway } from './create-gateway.ts';
export type { Gateway } from './create-gateway.ts';
export type { GatewayEvent } from './gateway-event.ts';
export { DEFAULT_ORIGINS } from './gateway-options.ts';
export type { GatewayOptions, GatewayUser } from './gateway-options.ts';
export type { GraphqlStub } from './merchant-center/graphql-stubs.ts';
