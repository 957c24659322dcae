import {
  ACCEPT,
  AUTHORIZATION,
  checkHeader,
  clientError,
  createForwardToHeaders,
  readHeaders,
  X_APPLICATION_ID,
  X_CORRELATION_ID,
  X_CUSTOM_VIEW_ID,
  X_LOGIN_MODE_OVERRIDE,
  X_PROJECT_KEY,
  X_USER_AGENT,
} from '@forward-to/protocol';
import type { ForwardToConfig, HeaderInput } from '@forward-to/protocol';
import type { ApplicationContext } from './application-context.ts';

/** What a caller of the HTTP door may set. */
export interface HttpClientConfig {
  /** Value of `X-User-Agent`; the header is left out without it. */
  userAgent?: string | undefined;
  /** Headers for the gateway itself. Generated ones win over them, whatever the spelling. */
  headers?: HeaderInput | undefined;
  /** Sends the call to an external API instead of the gateway. */
  forwardToConfig?: ForwardToConfig | undefined;
  /** @default the Project key in the page's URL */
  projectKey?: string | undefined;
}

/** What to hand to `fetch` or to another HTTP library. */
export interface HttpClientOptions {
  credentials: 'include';
  headers: Record<string, string>;
}

/**
 * Builds the headers of one gateway request from an explicit context.
 *
 * @throws ForwardToError `missing_context` when a forward-to call has no Project key; `invalid_config`, `invalid_header`.
 */
export function createOptions(config: HttpClientConfig, context: ApplicationContext): HttpClientOptions {
  const { forwardToConfig } = config;
  // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing -- an empty key is as good as none
  const known = config.projectKey || context.projectKey;
  const projectKey = forwardToConfig === undefined ? known : requireProjectKey(known);
  const generated: Record<string, string> = {};
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined) generated[name] = checkHeader(name, value);
  };
  add(ACCEPT, 'application/json');
  add(X_USER_AGENT, config.userAgent);
  add(X_CORRELATION_ID, createCorrelationId(context));
  add(X_PROJECT_KEY, projectKey);
  add(X_APPLICATION_ID, context.applicationId);
  add(X_CUSTOM_VIEW_ID, context.customViewId);
  add(X_LOGIN_MODE_OVERRIDE, context.loginModeOverride);
  add(AUTHORIZATION, context.sessionToken && `Bearer ${context.sessionToken}`);
  if (forwardToConfig !== undefined) {
    // The context's URLs matter for http: targets only, so their absence is no error here.
    const gatewayUrl = context.forwardToUrl ?? context.mcApiUrl ?? '';
    Object.assign(generated, createForwardToHeaders(forwardToConfig, gatewayUrl));
  }
  const { headers } = config;
  return {
    credentials: 'include',
    headers: headers === undefined ? generated : Object.fromEntries(readHeaders(headers, generated)),
  };
}

/** @throws ForwardToError `missing_context` without a key: the gateway forwards for a Project only. */
export function requireProjectKey(projectKey: string | undefined): string {
  if (projectKey) return projectKey;
  throw clientError(
    'missing_context',
    'The URL of the page has no Project key.',
    'Open the page at /:projectKey, or pass "projectKey". In tests, call stubApplicationContext({ projectKey }).',
  );
}

/** `mc/<project key of the URL>/<user id>/<uuid>`, without the parts that are unknown or could break a log line. */
function createCorrelationId({ projectKey, userId }: ApplicationContext): string {
  let id = 'mc';
  for (const part of [projectKey, userId]) if (part && /^[\w/-]+$/.test(part)) id += `/${part}`;
  return `${id}/${crypto.randomUUID()}`;
}
