import { clientError, FORWARD_TO_PATH, isLoopbackHost, parseHttpUrl } from '@forward-to/protocol';
import type { ApplicationContext } from './application-context.ts';

type Endpoints = Pick<ApplicationContext, 'forwardToUrl' | 'mcApiUrl'>;

/**
 * URL of a gateway endpoint; `/proxy/forward-to` goes to `forwardToUrl` where the context has one.
 *
 * @throws ForwardToError `invalid_config` when the endpoint could change the host, or `forwardToUrl` is not on loopback;
 * `missing_context` without a gateway URL.
 */
export function buildUrl(endpoint: string, context: Endpoints): string {
  if (endpoint === FORWARD_TO_PATH) return buildForwardToUrl(context);
  if (/^\/(?![/\\])[!-~\x80-\uffff]*$/.test(endpoint)) return gatewayUrl(endpoint, context);
  throw clientError(
    'invalid_config',
    'The endpoint must be a path of the gateway.',
    `Use a path such as "${FORWARD_TO_PATH}".`,
  );
}

/** URL of `/proxy/forward-to`, on its own: a bundle that calls no other endpoint carries no check of one. */
export function buildForwardToUrl(context: Endpoints): string {
  const { forwardToUrl } = context;
  if (forwardToUrl === undefined) return gatewayUrl(FORWARD_TO_PATH, context);
  // It receives the session token, so it must not leave the machine.
  if (isLoopbackHost(parseHttpUrl(forwardToUrl, 'forwardToUrl').hostname)) return forwardToUrl;
  throw clientError(
    'invalid_config',
    '"forwardToUrl" must be a URL of this machine.',
    'Use the URL of a local gateway.',
  );
}

function gatewayUrl(path: string, { mcApiUrl }: Endpoints): string {
  if (mcApiUrl !== undefined) return parseHttpUrl(mcApiUrl, 'mcApiUrl').href.replace(/\/+$/, '') + path;
  throw clientError(
    'missing_context',
    'The page has no window.app.mcApiUrl.',
    'Add the Vite plugin applicationConfig(). In tests, call stubApplicationContext().',
  );
}
