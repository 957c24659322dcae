import { createRuntime, pageRuntime } from '@forward-to/http-client/door';
import type { ClientRuntime, RuntimeSettings } from '@forward-to/http-client/door';

/** The surroundings of the calls. */
export interface RuntimeOptions extends Omit<RuntimeSettings, 'context'> {
  /** Facts of the page, or a function that gives them for each call. @default the page, whose renewal all doors share */
  context?: RuntimeSettings['context'] | undefined;
  /** Instead of these: what `createRuntime` gave, for doors on one context that share its renewal and session token. */
  runtime?: ClientRuntime | undefined;
}

/** The page's surroundings, or those of an explicit context. */
export function runtimeOf({ runtime, context, fetch, sessionStore, userAgent }: RuntimeOptions): ClientRuntime {
  if (runtime) return runtime;
  if (context) return createRuntime({ context, fetch, sessionStore, userAgent });
  const page = pageRuntime();
  return { ...page, userAgent, fetch: fetch ?? page.fetch, sessionStore: sessionStore ?? page.sessionStore };
}
