import { isLoopbackHost } from '@forward-to/protocol';
import type { GatewayCall } from './gateway-call.ts';
import { singleHeader } from './header-map.ts';

const SIGN_IN_HINT = 'Sign in: POST /sign-in, then send its cookie or "Authorization: Bearer <session token>".';

/** What to do about a session that this gateway does not know: it may be one of the real Merchant Center. */
export function unknownSessionHint(): string {
  return `${SIGN_IN_HINT} Did you sign in to the real Merchant Center? This gateway then needs "--upstream" with its cloud identifier, for example --upstream gcp-eu.`;
}

/** What to do about a call without a session. The likely cause: cookies of localhost are not those of 127.0.0.1. */
export function noSessionHint({ headers }: GatewayCall): string {
  const origin = singleHeader(headers, 'Origin');
  const host = singleHeader(headers, 'Host');
  const page = origin !== undefined && URL.canParse(origin) ? new URL(origin) : undefined;
  const gateway = new URL(`http://${host ?? 'localhost'}`);
  if (page === undefined || !isLoopbackHost(page.hostname) || page.hostname === gateway.hostname) return SIGN_IN_HINT;
  const pageOrigin = page.origin;
  page.hostname = gateway.hostname;
  return `The page is at ${pageOrigin} and the gateway at ${gateway.origin}. Browsers keep cookies for each host name, so the session does not come along: open the page at ${page.origin}. Otherwise sign in first.`;
}
