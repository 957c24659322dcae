/* global Headers, window */
import { openPage } from '../doors/open-page.ts';

/**
 * Makes this jsdom page one of an application that the gateway serves, and writes down what leaves it.
 *
 * Comes before the published packages are imported: they read the gateway's URL and `fetch` while they load.
 */
export async function openShellPage(gatewayUrl) {
  await openPage(gatewayUrl);
  Object.assign(window.app, { applicationIdentifier: 'order-notes-id', applicationName: 'order-notes' });
  const { fetch } = globalThis;
  const sent = [];
  globalThis.fetch = (input, init = {}) => {
    const headers = new Headers(init.headers);
    // The API lives in the same process: what it asks for its keys is none of the page's.
    if (headers.has('x-correlation-id')) sent.push(toRequest(String(input), headers, init));
    return fetch(input, init);
  };
  return {
    sent,
    close: () => {
      globalThis.fetch = fetch;
    },
  };
}

const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/;

/** A request, but for what differs from call to call. */
function toRequest(url, headers, { method = 'GET', body, credentials }) {
  const correlationId = headers.get('x-correlation-id').replace(UUID, '<uuid>');
  return {
    url,
    method,
    body,
    credentials,
    headers: { ...Object.fromEntries(headers), 'x-correlation-id': correlationId },
  };
}
