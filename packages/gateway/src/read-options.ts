import { clientError, isLoopbackHost } from '@forward-to/protocol';
import { DEFAULT_ORIGINS } from './gateway-options.ts';
import type { GatewayOptions, GatewayUser } from './gateway-options.ts';
import type { GatewayEvent } from './gateway-event.ts';
import { readGraphqlStubs } from './merchant-center/graphql-stubs.ts';
import type { GraphqlStub } from './merchant-center/graphql-stubs.ts';
import { readUpstream } from './upstream/read-upstream.ts';
import type { Upstream } from './upstream/read-upstream.ts';

/** The options after their check, in the form that the gateway works with. */
export interface GatewaySettings {
  projects: ReadonlySet<string>;
  targets: ReadonlySet<string>;
  origins: ReadonlySet<string>;
  users: ReadonlyMap<string, GatewayUser>;
  graphql: ReadonlyMap<string, GraphqlStub>;
  upstream: Upstream | undefined;
  port: number;
  platformTokenLifetime: number;
  sessionLifetime: number;
  maxBodyBytes: number;
  targetTimeout: number;
  callerTimeout: number;
  now: () => number;
  onEvent: (event: GatewayEvent) => void;
}

const MINUTE = 60_000;

const OPTION_NAMES = [
  'projects',
  'targets',
  'origins',
  'users',
  'permissions',
  'graphql',
  'upstream',
  'port',
  'platformTokenLifetime',
  'sessionLifetime',
  'maxBodyBytes',
  'targetTimeout',
  'callerTimeout',
  'now',
  'onEvent',
];

/**
 * Checks the options of a gateway. They may come from a file, so nothing is taken for granted.
 *
 * @throws ForwardToError `invalid_config` that names the field.
 */
export function readOptions(options: GatewayOptions): GatewaySettings {
  requireField(
    isRecord(options),
    'The gateway options',
    'must be an object',
    'Pass an object such as { projects: ["my-project"], targets: ["http://localhost:6001"] }.',
  );
  // A misspelt name would be an option that nobody set, silently.
  const unknown = Object.keys(options).find((name) => !OPTION_NAMES.includes(name));
  requireField(
    unknown === undefined,
    unknown ?? '',
    'is not an option of the gateway',
    `The options are ${OPTION_NAMES.join(', ')}.`,
  );
  const upstream = options.upstream === undefined ? undefined : readUpstream(options.upstream);
  if (upstream) requireNoLocalUsers(options);
  const projects =
    upstream && options.projects === undefined ? [] : readList(options.projects, 'projects', readProjectKey);
  requireField(
    upstream !== undefined || projects.length > 0,
    'projects',
    'is empty',
    'Name at least one Project, for example "my-project".',
  );
  const targets = readList(options.targets, 'targets', readTarget);
  requireField(
    targets.length > 0,
    'targets',
    'is empty',
    'Name the origin of your API, for example "http://localhost:6001".',
  );
  return {
    projects: new Set(projects),
    targets: new Set(targets),
    origins: new Set([
      ...(upstream ? UPSTREAM_ORIGINS : DEFAULT_ORIGINS),
      ...readList(options.origins ?? [], 'origins', readOrigin),
    ]),
    users: readUsers(options, projects),
    graphql: readGraphqlStubs(options.graphql ?? {}),
    upstream,
    port: readPort(options.port ?? 8080),
    platformTokenLifetime: readPositive(options.platformTokenLifetime ?? 15 * MINUTE, 'platformTokenLifetime'),
    sessionLifetime: readPositive(options.sessionLifetime ?? 24 * 60 * MINUTE, 'sessionLifetime'),
    maxBodyBytes: options.maxBodyBytes === undefined ? Infinity : readPositive(options.maxBodyBytes, 'maxBodyBytes'),
    targetTimeout: readPositive(options.targetTimeout ?? MINUTE, 'targetTimeout'),
    callerTimeout: readPositive(options.callerTimeout ?? MINUTE, 'callerTimeout'),
    now: options.now ?? Date.now,
    onEvent: guard(options.onEvent),
  };
}

/** With a real login a page of another project must not act as the user: only the port of `mc-scripts` is usual. */
const UPSTREAM_ORIGINS = DEFAULT_ORIGINS.filter((origin) => origin.endsWith(':3001'));

function requireNoLocalUsers(options: GatewayOptions): void {
  for (const name of ['users', 'permissions', 'graphql'] as const) {
    requireField(
      options[name] === undefined,
      name,
      'cannot be used together with "upstream"',
      'With "upstream", the real Merchant Center says who the users are and what they may do. Leave one of the two options out.',
    );
  }
}

/** A listener must not decide about a call, let alone end the process: what it throws is a warning. */
function guard(listener: GatewayOptions['onEvent']): (event: GatewayEvent) => void {
  return (event) => {
    try {
      listener?.(event);
    } catch {
      process.emitWarning('The onEvent listener of the gateway threw', { code: 'FORWARD_TO_LISTENER_FAILED' });
    }
  };
}

function readUsers(options: GatewayOptions, projects: readonly string[]): Map<string, GatewayUser> {
  const { users } = options;
  if (users === undefined) {
    const permissions = readList(options.permissions ?? [], 'permissions', readPermission);
    const access = projects.map((key) => [key, { permissions }] as const);
    return new Map([['developer', { id: 'developer', name: 'Developer', projects: Object.fromEntries(access) }]]);
  }
  requireField(
    options.permissions === undefined,
    'permissions',
    'cannot be used together with "users"',
    'It sets the permissions of the default user. Write the permissions of other users into "users".',
  );
  const byId = new Map<string, GatewayUser>();
  for (const user of readList(users, 'users', (value, field) => readUser(value, field, projects))) {
    requireField(
      !byId.has(user.id),
      'users',
      `has two entries with the id "${user.id}"`,
      'Give each user a different id.',
    );
    byId.set(user.id, user);
  }
  requireField(
    byId.size > 0,
    'users',
    'is empty',
    'Name at least one user, or leave "users" out to get the default user "developer".',
  );
  return byId;
}

function readUser(value: unknown, field: string, projects: readonly string[]): GatewayUser {
  requireField(
    isRecord(value),
    field,
    'is not an object',
    'Use an object such as { "id": "viewer", "name": "Viewer", "projects": { "my-project": { "permissions": [] } } }.',
  );
  const { id, name, email } = value;
  const shown = readShownMembers(value, field);
  requireField(
    isPlainText(id),
    `${field}.id`,
    'must be a string of 1 to 200 characters',
    'Use a short name, for example "manager".',
  );
  requireField(
    isPlainText(name),
    `${field}.name`,
    'must be a string of 1 to 200 characters',
    'Use the name that the Merchant Center shows, for example "Manager".',
  );
  requireField(
    email === undefined || isPlainText(email),
    `${field}.email`,
    'must be a string of 1 to 200 characters',
    'Leave it out, or use an address such as "manager@example.com".',
  );
  requireField(
    isRecord(value.projects),
    `${field}.projects`,
    'is not an object',
    'Use an object such as { "my-project": { "permissions": ["canViewNotes"] } }.',
  );
  const access = Object.entries(value.projects).map(([key, entry]) => {
    const place = `${field}.projects["${key}"]`;
    requireField(
      projects.includes(key),
      place,
      'names a Project that is not in "projects"',
      `Add the Project key to "projects", or use one of these: ${projects.join(', ')}.`,
    );
    requireField(
      isRecord(entry),
      place,
      'is not an object',
      'Use an object such as { "permissions": ["canViewNotes"] }.',
    );
    return [key, { permissions: readList(entry.permissions, `${place}.permissions`, readPermission) }] as const;
  });
  return { id, name, ...(email !== undefined && { email }), ...shown, projects: Object.fromEntries(access) };
}

/** What only the Merchant Center's frame shows. */
function readShownMembers(
  { language, locale, timeZone }: Record<string, unknown>,
  field: string,
): Pick<GatewayUser, 'language' | 'locale' | 'timeZone'> {
  for (const [name, value] of Object.entries({ language, locale })) {
    requireField(
      value === undefined || isLanguageTag(value),
      `${field}.${name}`,
      'is not a language tag',
      'Use a tag such as "en" or "de-AT".',
    );
  }
  requireField(
    timeZone === undefined || isTimeZone(timeZone),
    `${field}.timeZone`,
    'is not a time zone',
    'Use a name from the IANA time zone list, such as "Europe/Berlin".',
  );
  return {
    ...(language !== undefined && { language: language as string }),
    ...(locale !== undefined && { locale: locale as string }),
    ...(timeZone !== undefined && { timeZone }),
  };
}

function isLanguageTag(value: unknown): value is string {
  try {
    return typeof value === 'string' && Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

function isTimeZone(value: unknown): value is string {
  try {
    return typeof value === 'string' && new Intl.DateTimeFormat('en', { timeZone: value }).format(0) !== '';
  } catch {
    return false;
  }
}

function readList<Item>(value: unknown, field: string, readItem: (item: unknown, field: string) => Item): Item[] {
  requireField(Array.isArray(value), field, 'is not a list', 'Use a list, even for a single value: ["…"].');
  return value.map((item, index) => readItem(item, `${field}[${index}]`));
}

/** Tells whether a value can be a Project key. */
export function isProjectKey(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{1,100}$/.test(value);
}

function readProjectKey(value: unknown, field: string): string {
  requireField(
    isProjectKey(value),
    field,
    'is not a Project key',
    'Use letters, digits, "-" and "_", for example "my-project".',
  );
  return value;
}

function readPermission(value: unknown, field: string): string {
  requireField(
    typeof value === 'string' && /^[!-~]{1,200}$/.test(value),
    field,
    'is not a permission name',
    'Use a name such as "canViewNotes".',
  );
  return value;
}

function readTarget(value: unknown, field: string): string {
  const origin = readOrigin(value, field);
  const { protocol, hostname } = new URL(origin);
  requireField(
    protocol === 'https:' || isLoopbackHost(hostname),
    field,
    'is an http: URL of another machine',
    'Use an https: URL. An http: URL is only allowed for this machine, for example http://localhost:6001.',
  );
  return origin;
}

function readOrigin(value: unknown, field: string): string {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  requireField(
    url !== undefined && /^https?:$/.test(url.protocol),
    field,
    'is not an http(s) origin',
    'Use the scheme, host and port of a URL, for example "http://localhost:6001".',
  );
  // The list holds whole origins; a path would look like a restriction that isn't one.
  requireField(
    url.href === `${url.origin}/`,
    field,
    'must be an origin only',
    `Use "${url.origin}", without path, query, user name and password.`,
  );
  return url.origin;
}

function readPort(value: unknown): number {
  requireField(
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535,
    'port',
    'is not a port number',
    'Use a whole number up to 65535, or 0 to let the system choose a free port.',
  );
  return value;
}

function readPositive(value: unknown, field: string): number {
  requireField(
    typeof value === 'number' && Number.isFinite(value) && value > 0,
    field,
    'is not a positive number',
    'Use a number greater than 0.',
  );
  return value;
}

function isPlainText(value: unknown): value is string {
  // No control characters: names are shown on a terminal.
  return typeof value === 'string' && /^[^\p{C}]{1,200}$/u.test(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function requireField(condition: boolean, field: string, problem: string, hint: string): asserts condition {
  if (!condition) throw clientError('invalid_config', `${field} ${problem}`, hint);
}
