import { isLoopbackHost, MC_API_URLS, parseHttpUrl } from '@forward-to/protocol';
import type { ApplicationConfig } from './application-config.ts';
import { createContentSecurityPolicy } from './content-security-policy.ts';
import type { ContentSecurityPolicy } from './content-security-policy.ts';
import { configError } from './errors.ts';
import type { ConfigWarning } from './errors.ts';
import { findSecrets } from './find-secrets.ts';
import { isRecord } from './is-record.ts';
import { readConfigFile } from './read-config-file.ts';
import { substituteVariables } from './substitute-variables.ts';
import type { Environment } from './substitute-variables.ts';

export interface ResolveOptions {
  /** Variables for `${env:NAME}`. @default process.env */
  env?: Environment;
  /** @default 'development' */
  mode?: 'development' | 'production';
}

export interface ResolvedApplicationConfig {
  /** What the page finds as `window.app`: the fields of the application shell, and `additionalEnv`. */
  app: Record<string, unknown>;
  /** The part of `app` that the configuration file adds, variables filled in. */
  additionalEnv: Record<string, unknown>;
  contentSecurityPolicy: ContentSecurityPolicy;
  warnings: ConfigWarning[];
}

/**
 * Resolves the configuration of a Custom Application to what its page needs.
 *
 * @param file path of a JSON file, or the configuration itself.
 * @throws ForwardToError `invalid_config` that names the field or the missing variable.
 * @example
 * resolveApplicationConfig('custom-application-config.json', { env: { EXTERNAL_API_URL: 'https://api.example.com' } })
 *   .app.externalApiUrl // 'https://api.example.com', from { "additionalEnv": { "externalApiUrl": "${env:EXTERNAL_API_URL}" } }
 */
export function resolveApplicationConfig(
  file: string | URL | ApplicationConfig,
  options: ResolveOptions = {},
): ResolvedApplicationConfig {
  const { env = process.env, mode = 'development' } = options;
  const written = typeof file === 'string' || file instanceof URL ? readConfigFile(file) : file;
  if (!isRecord(written))
    throw configError('The configuration is not an object', 'Pass the path of a JSON file, or its content.');
  checkPlaceholders(written.additionalEnv);
  const config = substituteVariables(written, env);
  const additionalEnv = readAdditionalEnv(config.additionalEnv);
  const mcApiUrl = readGatewayUrl(config);
  const forwardToUrl = readForwardToUrl(additionalEnv.forwardToUrl);
  const production = mode === 'production';
  return {
    // What the shell relies on wins over what an application adds.
    app: { ...additionalEnv, ...readIdentity(config, production), env: mode, mcApiUrl, servedByProxy: production },
    additionalEnv,
    contentSecurityPolicy: createContentSecurityPolicy({
      connect: [...new Set([mcApiUrl, ...(forwardToUrl ? [forwardToUrl.origin] : [])])],
      development: !production,
      added: isRecord(config.headers) ? config.headers.csp : undefined,
    }),
    warnings: [
      ...findSecrets(additionalEnv, written.additionalEnv, 'additionalEnv'),
      ...(production && forwardToUrl ? [localInProduction] : []),
    ],
  };
}

const localInProduction: ConfigWarning = {
  field: 'additionalEnv.forwardToUrl',
  message: "additionalEnv.forwardToUrl sends the calls of a production build to a gateway on the user's own machine",
  hint: 'Leave it empty in production.',
};

function readIdentity(config: ApplicationConfig, production: boolean): Record<string, unknown> {
  const name = requireText(config.name, 'name', 'Name the application.');
  const entryPointUriPath = optionalText(config.entryPointUriPath, 'entryPointUriPath');
  const applicationId = optionalText(config.env?.production?.applicationId, 'env.production.applicationId');
  const id = production ? applicationId : '__local';
  return withoutUndefined({
    applicationName: name,
    entryPointUriPath,
    // The form that the application shell uses in both modes.
    applicationIdentifier: id && entryPointUriPath ? `${id}:${entryPointUriPath}` : undefined,
    location: optionalText(config.cloudIdentifier, 'cloudIdentifier'),
  });
}

function readAdditionalEnv(value: unknown): Record<string, unknown> {
  if (value === undefined) return {};
  if (!isRecord(value))
    throw configError('additionalEnv is not an object', 'Use { "externalApiUrl": "${env:EXTERNAL_API_URL}" }.');
  // In a script it would not be a field but the prototype.
  if (JSON.stringify(value).includes('"__proto__":')) {
    throw configError('additionalEnv has a field "__proto__"', 'Choose another name.');
  }
  return value;
}

/** Looks at what is written, not at what variables hold. */
function checkPlaceholders(value: unknown): void {
  const kind = /\$\{(?!env:)(\w+):/.exec(JSON.stringify(value ?? {}))?.[1];
  if (kind === undefined) return;
  throw configError(
    `additionalEnv has a placeholder \${${kind}:…}, which is not known`,
    'Only ${env:NAME} is filled in.',
  );
}

function readGatewayUrl(config: ApplicationConfig): string {
  const url = optionalText(config.mcApiUrl, 'mcApiUrl');
  if (url !== undefined) return parseHttpUrl(url, 'mcApiUrl').origin;
  const region = requireText(
    config.cloudIdentifier,
    'cloudIdentifier',
    `Use one of: ${Object.keys(MC_API_URLS).join(', ')}.`,
  );
  if (Object.hasOwn(MC_API_URLS, region)) return MC_API_URLS[region as keyof typeof MC_API_URLS];
  throw configError(
    'cloudIdentifier is not known',
    `Use one of: ${Object.keys(MC_API_URLS).join(', ')}; or set mcApiUrl.`,
  );
}

/** It receives the session token, so it may only be on the developer's own machine. */
function readForwardToUrl(value: unknown): URL | undefined {
  if (value === undefined || value === '') return undefined;
  const url = parseHttpUrl(value, 'additionalEnv.forwardToUrl');
  if (isLoopbackHost(url.hostname)) return url;
  throw configError(
    'additionalEnv.forwardToUrl is not on this machine',
    'Use a local gateway, for example "http://localhost:8080/proxy/forward-to".',
  );
}

function requireText(value: unknown, field: string, hint: string): string {
  const text = optionalText(value, field);
  if (text !== undefined) return text;
  throw configError(`${field} is missing`, hint);
}

function optionalText(value: unknown, field: string): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw configError(`${field} is not a text`, 'Use a text in quotes.');
}

function withoutUndefined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
