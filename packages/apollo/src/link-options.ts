import { pageRuntime } from '@forward-to/http-client/door';
import type { ClientRuntime } from '@forward-to/http-client/door';

/** What every link takes. */
export interface LinkOptions {
  /**
   * Where facts, `fetch`, renewal and session token come from; `createRuntime` makes one of an explicit context. Links of one
   * client share it.
   *
   * @default the page, read for each operation
   */
  runtime?: ClientRuntime | undefined;
}

/** The runtime of one operation. */
export function runtimeOf({ runtime }: LinkOptions): ClientRuntime {
  return runtime ?? pageRuntime();
}
