import type { HeaderInput } from '@forward-to/protocol';
import type { RuntimeOptions } from './runtime-of.ts';
import type { SdkPayloadForService } from './sdk-action.ts';

/** Makes a path of the gateway out of `service` and `options`. */
export type ResolveService = (
  request: Pick<SdkPayloadForService, 'service' | 'options'> & { projectKey: string | undefined },
) => string;

type Getter<Value> = () => Value | undefined;

/** Every getter is asked for each call; what it doesn't know comes from the page. */
export interface MiddlewareOptions extends RuntimeOptions {
  /** @default `mc/<project key>/<user id>/<uuid>` */
  getCorrelationId?: Getter<string> | undefined;
  /** @default the Project key in the page's URL */
  getProjectKey?: Getter<string> | undefined;
  /** Value of `X-Team-Id`. @default the page's active team */
  getTeamId?: Getter<string> | undefined;
  /** Value of `X-Feature-Flag`. @default none */
  getFeatureFlag?: Getter<string> | undefined;
  /** For the gateway itself, on each call. Those of an action win over them, generated ones over both. */
  getAdditionalHeaders?: Getter<HeaderInput> | undefined;
  /** For actions with `service` and `options`: the one of `@forward-to/sdk/service`. @default none */
  resolveService?: ResolveService | undefined;
}
