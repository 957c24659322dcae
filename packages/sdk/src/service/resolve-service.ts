import { createRequestBuilder } from '@commercetools/api-request-builder';
import { clientError } from '@forward-to/protocol';
import type { ResolveService } from '../middleware-options.ts';

/**
 * Makes a path of the gateway out of `service` and `options`, by `@commercetools/api-request-builder`; for `createMiddleware`.
 *
 * @throws ForwardToError `missing_context` without a Project key; `invalid_config` for an unknown service, for options that the
 * library refuses, and for an id that would lead out of the service's own path.
 * @example createMiddleware({ resolveService })
 * @example resolveService({ service: 'products', options: { page: 2, perPage: 5 }, projectKey: 'shop' }) // '/shop/products?limit=5&offset=5'
 */
export const resolveService: ResolveService = ({ service, options, projectKey }) => {
  if (!projectKey) {
    throw clientError('missing_context', 'A service belongs to a Project', 'Call from below "/:projectKey".');
  }
  const services = createRequestBuilder({ projectKey });
  const found = Object.hasOwn(services, service) ? services[service] : undefined;
  if (!found) {
    throw clientError('invalid_config', 'service is unknown', 'Use one of @commercetools/api-request-builder.');
  }
  let path: string;
  try {
    found.parse(options);
    path = found.build();
  } catch (error) {
    throw clientError('invalid_config', 'The service refuses these options', 'The library says why in "cause".', error);
  }
  // The library writes ids as they are given.
  if (/\/(?:\.|%2e){1,2}(?:[/?#]|$)/i.test(path)) {
    throw clientError('invalid_config', 'An id has dot segments', 'Check what comes from a user.');
  }
  return path;
};
