import { clientError } from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';

/** An error in the configuration. The message names the field and never its value: that may be a secret. */
export function configError(message: string, hint: string, cause?: unknown): ForwardToError {
  return clientError('invalid_config', message, hint, cause);
}

/** A setting that works, but is probably a mistake. */
export interface ConfigWarning {
  /** Path of the field, for example `additionalEnv.apiKey`. */
  field: string;
  message: string;
  hint: string;
}
