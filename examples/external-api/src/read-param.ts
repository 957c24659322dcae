import type { Request } from 'express';

/** A `:name` of the route's path. Behind a middleware, Express no longer knows its type. */
export function readParam(request: Request, name: string): string {
  return String(request.params[name]);
}
