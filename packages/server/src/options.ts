import {
  CLOUD_IDENTIFIERS,
  clientError,
  DEFAULT_AUDIENCE_POLICY,
  isAudiencePolicy,
  isLoopbackHost,
  issuersOf,
  parseHttpUrl,
} from '@forward-to/protocol';
import type { AudiencePolicy, CloudIdentifier } from '@forward-to/protocol';
import type { AllowedProjects, ProjectCheck } from './check-project.ts';
import { isProduction, warnOnce } from './environment.ts';
import type { VerifierHooks } from './hooks.ts';
import type { JwksOptions } from './jwks-options.ts';
import { checkOptionNames } from './option-names.ts';
import { isPlainPath } from './request-path.ts';
import type { VerifiableRequest } from './read-headers.ts';

export interface SessionAuthVerifierOptions<Request extends object = VerifiableRequest> extends VerifierHooks<Request> {
  /** Public origin of this API, or several: production, tunnel, localhost. */
  audience: string | readonly string[];
  /** @default 'forward-url-full-path' */
  audiencePolicy?: AudiencePolicy | undefined;
  /** Cloud identifier of a region, or URL of the gateway. May be left out with `inferIssuer`. */
  issuer?: CloudIdentifier | (string & {}) | undefined;
  /** Trusts every region; the token itself says which one it is from, request headers never do. @default false */
  inferIssuer?: boolean | undefined;
  /**
   * Keys of the Projects whose users may call this API, or a function that is asked about each Project key after every other
   * check. Without the option, any user of any organisation may call.
   */
  projects?: AllowedProjects | undefined;
  /** Beginning of the public path that a proxy strips before this API sees it. */
  basePath?: string | undefined;
  /** Seconds by which the clocks of gateway and API may differ, 0 to 30. @default 5 */
  clockTolerance?: number | undefined;
  jwks?: JwksOptions | undefined;
  /** Path and query of a request that has neither `originalUrl` nor `url`. */
  getRequestUrl?: ((request: Request) => string) | undefined;
  /** Shows hint, expected and actual in answers. @default true for a loopback issuer, else false */
  exposeDetails?: boolean | undefined;
  /** Current time in milliseconds. @default Date.now */
  now?: (() => number) | undefined;
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined;
}

const OPTIONS = {
  audience: true,
  audiencePolicy: true,
  issuer: true,
  inferIssuer: true,
  projects: true,
  basePath: true,
  clockTolerance: true,
  jwks: true,
  getRequestUrl: true,
  exposeDetails: true,
  now: true,
  fetch: true,
  onVerified: true,
  onRejected: true,
} satisfies Record<keyof SessionAuthVerifierOptions, true>;

// With that of the doors which answer by themselves.
const OPTION_NAMES = [...Object.keys(OPTIONS), 'passErrors'];
/** Options that were checked, with their defaults. */
export interface VerifierSettings {
  origins: readonly string[];
  audiencePolicy: AudiencePolicy;
  issuers: readonly string[];
  projects: AllowedProjects;
  basePath: string;
  clockTolerance: number;
}

/**
 * Checks the options and fills in defaults; warns once about what works and shouldn't stay so.
 *
 * @throws ForwardToError `invalid_config`, when the API starts rather than with its first call.
 */
export function readOptions<Request extends object>(options: SessionAuthVerifierOptions<Request>): VerifierSettings {
  if (typeof options !== 'object' || (options as unknown) === null) {
    throw invalid('The options of the verifier must be an object.', 'Pass { audience, issuer, projects }.');
  }
  checkOptionNames(options, OPTION_NAMES);
  const { audiencePolicy = DEFAULT_AUDIENCE_POLICY, clockTolerance = 5 } = options;
  if (!isAudiencePolicy(audiencePolicy)) {
    throw invalid('"audiencePolicy" has an unknown value.', 'Use "forward-url-full-path" or "forward-url-origin".');
  }
  if (typeof clockTolerance !== 'number' || !(clockTolerance >= 0 && clockTolerance <= 30)) {
    throw invalid(
      '"clockTolerance" must be a number of seconds from 0 to 30.',
      'If the clocks differ by more, set the clock of this machine.',
    );
  }
  const issuers = readIssuers(options);
  if (issuers.some(isLoopbackUrl)) {
    warnOnce(
      'FORWARD_TO_LOOPBACK_ISSUER',
      'The verifier trusts a gateway on this machine. Use this for development only.',
    );
  }
  return {
    audiencePolicy,
    clockTolerance,
    issuers,
    origins: readOrigins(options.audience),
    projects: readProjects(options.projects),
    basePath: readBasePath(options.basePath),
  };
}

/** Tells whether answers show details: as asked for, else only where the gateway is on this machine. */
export function readExposeDetails(
  options: Pick<SessionAuthVerifierOptions, 'exposeDetails' | 'issuer' | 'inferIssuer'>,
): boolean {
  return options.exposeDetails ?? readIssuers(options).some(isLoopbackUrl);
}

/** Tells whether a URL leads to this machine. */
export function isLoopbackUrl(url: string): boolean {
  return isLoopbackHost(new URL(url).hostname);
}

/**
 * Reads the URL of a gateway: http only on loopback, and never in production.
 *
 * @throws ForwardToError `invalid_config`
 */
export function parseGatewayUrl(value: unknown, what: string): URL {
  const url = parseHttpUrl(value, what);
  if (url.protocol === 'http:' && (isProduction() || !isLoopbackHost(url.hostname))) {
    throw invalid(
      `"${what}" must be an https URL.`,
      'Use https. An http URL works only for a gateway on this machine, and not with NODE_ENV=production.',
    );
  }
  return url;
}

function readIssuers({ issuer, inferIssuer }: Pick<SessionAuthVerifierOptions, 'issuer' | 'inferIssuer'>): string[] {
  if (inferIssuer !== undefined && typeof inferIssuer !== 'boolean') {
    throw invalid('"inferIssuer" must be true or false.', 'Use "inferIssuer: true" to trust every region.');
  }
  const regions = inferIssuer ? Object.values(CLOUD_IDENTIFIERS) : [];
  const own = issuer === undefined && inferIssuer ? [] : readIssuer(issuer);
  return [...new Set([...own, ...regions.flatMap((region) => issuersOf(region) ?? [])])];
}

function readIssuer(issuer: unknown): readonly string[] {
  const region = typeof issuer === 'string' ? issuersOf(issuer) : undefined;
  if (region) return region;
  if (typeof issuer !== 'string' || !URL.canParse(issuer)) {
    throw invalid(
      '"issuer" must be a cloud identifier or a URL.',
      `Use one of ${Object.values(CLOUD_IDENTIFIERS).join(', ')}, or the URL of the gateway.`,
    );
  }
  return [
    requireOrigin(
      parseGatewayUrl(issuer, 'issuer'),
      'issuer',
      'Use the origin of the gateway, such as "http://localhost:8080".',
    ),
  ];
}

function readOrigins(audience: unknown): string[] {
  const list: unknown[] = Array.isArray(audience) ? audience : [audience];
  if (list.length === 0) throw invalid('"audience" is an empty list.', 'Name the public origin of this API.');
  const hint =
    'Use the public origin of this API, such as "https://api.example.com". A path that a proxy strips belongs into "basePath".';
  return list.map((item) => requireOrigin(parseHttpUrl(item, 'audience'), 'audience', hint));
}

function requireOrigin(url: URL, what: string, hint: string): string {
  if (url.href !== `${url.origin}/`)
    throw invalid(`"${what}" must be an origin: protocol, host and port, and nothing else.`, hint);
  return url.origin;
}

function readProjects(projects: unknown): AllowedProjects {
  if (projects === 'any') return 'any';
  if (typeof projects === 'function') return projects as ProjectCheck;
  if (projects === undefined) {
    warnOnce(
      'FORWARD_TO_ANY_PROJECT',
      'The verifier has no "projects" option, so it lets in users of every Project of every organisation. Set "projects" to the keys of your Projects, or to "any" if you want this.',
    );
    return 'any';
  }
  const isList = Array.isArray(projects) && projects.length > 0;
  if (isList && projects.every((key) => typeof key === 'string' && key !== '')) return [...(projects as string[])];
  throw invalid(
    '"projects" must be a list of Project keys, a function, or "any".',
    'Pass a list such as ["my-project"], or a function (projectKey) => boolean. "any" lets users of every organisation in.',
  );
}

function readBasePath(basePath: unknown = ''): string {
  if (basePath === '' || basePath === '/') return '';
  if (typeof basePath === 'string' && isPlainPath(basePath) && !/[?#]/.test(basePath))
    return basePath.replace(/\/$/, '');
  throw invalid('"basePath" must be an absolute path.', 'Use the part that the proxy strips, for example "/api".');
}

function invalid(message: string, hint: string) {
  return clientError('invalid_config', message, hint);
}
