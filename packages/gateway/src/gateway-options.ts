import type { GatewayEvent } from './gateway-event.ts';
import type { GraphqlStub } from './merchant-center/graphql-stubs.ts';

/** Somebody who can sign in, with what they may do in each Project. */
export interface GatewayUser {
  /** Becomes `sub` of the exchange token. */
  id: string;
  /** Shown in the Merchant Center; the first word is the first name. */
  name: string;
  /** Shown in the Merchant Center, and typed on the sign-in page. @default `<id>@example.com` */
  email?: string | undefined;
  /** Language of the Merchant Center's texts, for example `de`. @default 'en' */
  language?: string | undefined;
  /** Decides how numbers and dates are written, for example `en-GB`. @default the language */
  locale?: string | undefined;
  /** A name of the IANA list, for example `Europe/Berlin`. @default that of this machine */
  timeZone?: string | undefined;
  /** By Project key. A call for a Project that is not listed is rejected with `project_access_denied`. */
  projects: Record<string, { permissions: string[] }>;
}

export interface GatewayOptions {
  /** Project keys that exist in this gateway. With `upstream` it may be left out: every Project of the user is then there. */
  projects?: string[] | undefined;
  /** Origins that calls may be forwarded to, for example `http://localhost:6001`; `http:` on loopback only. */
  targets: string[];
  /**
   * The real Merchant Center behind this gateway: a cloud identifier such as `gcp-eu`, or the origin of its API Gateway.
   * People then sign in with their own account, and only forward-to calls are answered here. Not together with `users`,
   * `permissions` and `graphql`.
   */
  upstream?: string | undefined;
  /** 0 takes a free one. @default 8080 */
  port?: number | undefined;
  /** Origins of pages that may call, beside those of {@link DEFAULT_ORIGINS}. */
  origins?: string[] | undefined;
  /** @default one user "developer" with access to every Project */
  users?: GatewayUser[] | undefined;
  /** Permissions of the default user, in every Project; not together with `users`. @default [] */
  permissions?: string[] | undefined;
  /**
   * Ready-made responses to GraphQL requests that the gateway cannot answer itself: by target (`ctp`), then by the name
   * of the operation.
   */
  graphql?: Record<string, GraphqlStub> | undefined;
  /** Milliseconds after which a call needs a renewed platform token. @default 15 minutes */
  platformTokenLifetime?: number | undefined;
  /** Milliseconds after which a user has to sign in again. @default 24 hours */
  sessionLifetime?: number | undefined;
  /** Largest request body that is forwarded, in bytes. @default no limit */
  maxBodyBytes?: number | undefined;
  /** Milliseconds that a target may stay silent before its response begins. A pause of the caller does not count. @default 60 seconds */
  targetTimeout?: number | undefined;
  /**
   * Milliseconds within which a caller has to send the headers of a request, and the body of one that is not forwarded.
   * @default 60 seconds
   */
  callerTimeout?: number | undefined;
  /** Current time in milliseconds. @default Date.now */
  now?: (() => number) | undefined;
  /** Called for each call, rejection, sign-in and renewal. */
  onEvent?: ((event: GatewayEvent) => void) | undefined;
}

/** mc-scripts; `vite preview` and the next ports that it takes; Vite's development server and its next ones. */
const USUAL_PORTS = [3001, 4173, 4174, 4175, 5173, 5174, 5175, 5176, 5177, 5178, 5179];

/**
 * Origins of pages that may call without being named: the usual ports of `mc-scripts` and Vite.
 *
 * Not every port of this machine: see the decision record 0034.
 */
export const DEFAULT_ORIGINS: readonly string[] = USUAL_PORTS.flatMap((port) => [
  `http://localhost:${port}`,
  `http://127.0.0.1:${port}`,
]);
