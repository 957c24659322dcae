export type { ResolveService } from '../middleware-options.ts';
export { resolveService } from './resolve-service.ts';
