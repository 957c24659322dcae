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
  /** The value of `window.app` in the page: the fields that the application shell sets, and those of `additionalEnv`. */
  app: Record<string, unknown>;
  /** The part of `app` that comes from `additionalEnv` of the configuration, with its variables filled in. */
  additionalEnv: Record<string, unknown>;
  contentSecurityPolicy: ContentSecurityPolicy;
  warnings: ConfigWarning[];
}

/**
 * Fills in the variables of a configuration, and gives what the page of the Custom Application needs: `window.app` and a policy.
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
    throw configError(
      'The configuration must be an object.',
      'Pass the path of a JSON file, or the object that the file contains.',
    );
  checkPlaceholders(written.additionalEnv);
  const config = substituteVariables(written, env);
  const additionalEnv = readAdditionalEnv(config.additionalEnv);
  const mcApiUrl = readGatewayUrl(config);
  const forwardToUrl = readForwardToUrl(additionalEnv.forwardToUrl);
  const production = mode === 'production';
  return {
    // The fields that the application shell sets win over those of additionalEnv.
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
  message:
    '"additionalEnv.forwardToUrl" is set in a production build: the page would call a gateway on the machine of each user.',
  hint: 'Leave it out or empty in production.',
};

function readIdentity(config: ApplicationConfig, production: boolean): Record<string, unknown> {
  const name = requireText(config.name, 'name', 'Set "name" to the name of the application.');
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
    throw configError(
      '"additionalEnv" must be an object.',
      'Name each value, for example { "externalApiUrl": "${env:EXTERNAL_API_URL}" }.',
    );
  // In the script that sets window.app, this field would set the prototype of the object.
  if (JSON.stringify(value).includes('"__proto__":')) {
    throw configError('"additionalEnv" must not have a field "__proto__".', 'Choose another name for the field.');
  }
  return value;
}

/** Checks the file as it is written: a variable may contain anything. */
function checkPlaceholders(value: unknown): void {
  const kind = /\$\{(?!env:)(\w+):/.exec(JSON.stringify(value ?? {}))?.[1];
  if (kind === undefined) return;
  throw configError(
    `"additionalEnv" contains a placeholder \${${kind}:…}, which this kit does not know.`,
    'Use ${env:NAME}, the only placeholder that is replaced there.',
  );
}

function readGatewayUrl(config: ApplicationConfig): string {
  const url = optionalText(config.mcApiUrl, 'mcApiUrl');
  if (url !== undefined) return parseHttpUrl(url, 'mcApiUrl').origin;
  const region = requireText(
    config.cloudIdentifier,
    'cloudIdentifier',
    `Set it to one of ${Object.keys(MC_API_URLS).join(', ')}, or set "mcApiUrl" instead.`,
  );
  if (Object.hasOwn(MC_API_URLS, region)) return MC_API_URLS[region as keyof typeof MC_API_URLS];
  throw configError(
    '"cloudIdentifier" is not a known region.',
    `Use one of ${Object.keys(MC_API_URLS).join(', ')}, or set "mcApiUrl" instead.`,
  );
}

/** The gateway at this URL receives the session token, so it must be on the developer's own machine. */
function readForwardToUrl(value: unknown): URL | undefined {
  if (value === undefined || value === '') return undefined;
  const url = parseHttpUrl(value, 'additionalEnv.forwardToUrl');
  if (isLoopbackHost(url.hostname)) return url;
  throw configError(
    '"additionalEnv.forwardToUrl" must be a URL on this machine, because the gateway there receives the session token.',
    'Use the URL of your local gateway, for example "http://localhost:8080/proxy/forward-to".',
  );
}

function requireText(value: unknown, field: string, hint: string): string {
  const text = optionalText(value, field);
  if (text !== undefined) return text;
  throw configError(`"${field}" is missing.`, hint);
}

function optionalText(value: unknown, field: string): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw configError(`"${field}" must be a string.`, 'Write the value in quotes.');
}

function withoutUndefined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
