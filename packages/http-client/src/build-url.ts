import { clientError, FORWARD_TO_PATH, isLoopbackHost, parseHttpUrl } from '@forward-to/protocol';
import type { ApplicationContext } from './application-context.ts';

/**
 * URL of a gateway endpoint; `/proxy/forward-to` goes to `forwardToUrl` where the context has one.
 *
 * @throws ForwardToError `invalid_config` when the endpoint could change the host, or `forwardToUrl` is not on loopback;
 * `missing_context` without a gateway URL.
 */
export function buildUrl(endpoint: string, context: ApplicationContext): string {
  if (typeof endpoint !== 'string' || !/^\/(?![/\\])[^\0-\x20\x7f]*$/.test(endpoint)) {
    throw clientError(
      'invalid_config',
      'The endpoint is not a path of the gateway',
      'Start it with one "/", for example "/proxy/forward-to".',
    );
  }
  if (context.forwardToUrl !== undefined && endpoint === FORWARD_TO_PATH) return readForwardToUrl(context.forwardToUrl);
  if (context.mcApiUrl === undefined) {
    throw clientError(
      'missing_context',
      'The page has no gateway URL (window.app.mcApiUrl)',
      'Run inside the Merchant Center page, or give a context to createHttpClient.',
    );
  }
  return parseHttpUrl(context.mcApiUrl, 'mcApiUrl').href.replace(/\/+$/, '') + endpoint;
}

/** It receives the session token, so it must not leave the machine. */
function readForwardToUrl(forwardToUrl: string): string {
  const url = parseHttpUrl(forwardToUrl, 'forwardToUrl');
  if (!isLoopbackHost(url.hostname)) {
    throw clientError(
      'invalid_config',
      'forwardToUrl is not on this machine',
      'It is for a local gateway: use "http://localhost:8080/proxy/forward-to", or leave it out.',
    );
  }
  return forwardToUrl;
}
