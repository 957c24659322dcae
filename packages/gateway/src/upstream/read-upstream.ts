import { CLOUD_IDENTIFIERS, clientError, isLoopbackHost, MC_API_URLS } from '@forward-to/protocol';

/** The Merchant Center that signs people in and says what they may do. */
export interface Upstream {
  /** Origin of its API Gateway; session tokens go there and nowhere else. */
  apiOrigin: string;
  /** Origin of its pages, where `/login/authorize` leads. */
  pageOrigin: string;
}

/**
 * Reads the option `upstream`: a cloud identifier, or the origin of a Merchant Center API Gateway.
 *
 * `http:` is for a gateway on this machine only, as tests use it: session tokens go there.
 *
 * @throws ForwardToError `invalid_config`
 */
export function readUpstream(value: unknown): Upstream {
  const text = typeof value === 'string' ? value : '';
  const address = Object.hasOwn(MC_API_URLS, text) ? MC_API_URLS[text as keyof typeof MC_API_URLS] : text;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw clientError(
      'invalid_config',
      'upstream is neither a cloud identifier nor an origin.',
      `Use one of ${Object.values(CLOUD_IDENTIFIERS).join(', ')}, or the origin of a Merchant Center API Gateway such as "https://mc-api.example.com".`,
    );
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    throw clientError(
      'invalid_config',
      `upstream is an http: URL of another machine (${url.origin}).`,
      'Use https:, because session tokens are sent there.',
    );
  }
  // As the application shell computes it: the pages of "mc-api.<rest>" are at "mc.<rest>".
  return { apiOrigin: url.origin, pageOrigin: url.origin.replace('//mc-api.', '//mc.') };
}
