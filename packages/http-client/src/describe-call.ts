import type { CallName } from '@forward-to/protocol';

/** What an error says about its call. */
export interface Call {
  /** Names the call; see `nameCall` of `@forward-to/protocol`. */
  request?: CallName | undefined;
  /** Where the call was sent: the URL of the gateway. */
  url?: string | undefined;
  signal?: AbortSignal | null | undefined;
  /** Status of the response, when one has arrived. */
  statusCode?: number;
}

/** The start of a message: method and URL of the call. */
export function describeCall({ request }: Call): string {
  if (!request) return 'The call';
  return request.method ? `${request.method} ${request.url}` : request.url;
}
