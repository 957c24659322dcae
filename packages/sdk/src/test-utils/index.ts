export { leaveSdkActionsToStore, registerSdkMiddleware } from '../sdk-store.ts';
export type { SdkStore } from '../sdk-store.ts';
