/**
 * The configuration file of a Custom Application, as far as it matters to the page. It may hold more: menu links,
 * scopes and the like are for the Merchant Center.
 *
 * Every text may hold `${env:NAME}`.
 */
export interface ApplicationConfig {
  name: string;
  /** First segment of the page's path after the Project key. */
  entryPointUriPath?: string;
  /** Region, for example `gcp-eu`; says where the gateway is, unless `mcApiUrl` does. */
  cloudIdentifier?: string;
  /** URL of the Merchant Center API Gateway. */
  mcApiUrl?: string;
  env?: {
    development?: { initialProjectKey?: string; teamId?: string };
    production?: { applicationId?: string; url?: string; cdnUrl?: string };
  };
  /** Values for the page. All of it is public. */
  additionalEnv?: Record<string, unknown>;
  headers?: {
    /** Sources by directive, for example `{ "img-src": ["https://images.example.com"] }`, beside those that are needed. */
    csp?: Record<string, string[]>;
  };
  [field: string]: unknown;
}
