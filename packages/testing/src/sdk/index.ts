export { createTestMiddleware } from './create-test-middleware.ts';
export type { MockedSdkAction, SdkMock, TestMiddleware } from './create-test-middleware.ts';
