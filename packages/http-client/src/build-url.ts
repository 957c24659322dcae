import { clientError, FORWARD_TO_PATH, isLoopbackHost, parseHttpUrl } from '@forward-to/protocol';
import type { ApplicationContext } from './application-context.ts';

/**
 * URL of a gateway endpoint; `/proxy/forward-to` goes to `forwardToUrl` where the context has one.
 *
 * @throws ForwardToError `invalid_config` when the endpoint could change the host, or `forwardToUrl` is not on loopback;
 * `missing_context` without a gateway URL.
 */
export function buildUrl(
  endpoint: string,
  { forwardToUrl, mcApiUrl }: Pick<ApplicationContext, 'forwardToUrl' | 'mcApiUrl'>,
): string {
  if (!/^\/(?![/\\])[!-~\x80-\uffff]*$/.test(endpoint)) {
    throw clientError(
      'invalid_config',
      'The endpoint must be a path of the gateway.',
      `Use a path such as "${FORWARD_TO_PATH}".`,
    );
  }
  if (forwardToUrl !== undefined && endpoint === FORWARD_TO_PATH) {
    // It receives the session token, so it must not leave the machine.
    if (isLoopbackHost(parseHttpUrl(forwardToUrl, 'forwardToUrl').hostname)) return forwardToUrl;
    throw clientError('invalid_config', '"forwardToUrl" must be on this machine.', 'Use the URL of a local gateway.');
  }
  if (mcApiUrl === undefined) {
    throw clientError(
      'missing_context',
      'The page does not say where the gateway is: window.app.mcApiUrl is missing.',
      'Add applicationConfig() of "@forward-to/application-config/vite" to the Vite plugins. In tests, call stubApplicationContext().',
    );
  }
  return parseHttpUrl(mcApiUrl, 'mcApiUrl').href.replace(/\/+$/, '') + endpoint;
}
