import { isProjectKey } from '../read-options.ts';
import { gatewayError, printable } from '../errors.ts';

/** A sign-in that a page of the Merchant Center has asked for, after its check. */
export interface AuthorizeRequest {
  /** Origin of the page that waits for the token; one that may call this gateway. */
  origin: string;
  /** Where the page takes the token: one of the two callback paths of the application shell. */
  path: string;
  /** Absent where the page belongs to no Project. */
  projectKey?: string;
  /** The parameters as they came, for the form that sends them again. */
  parameters: Readonly<Record<ParameterName, string>>;
}

type ParameterName = 'client_id' | 'scope' | 'state' | 'nonce';

const CLIENT_PREFIX = '__local:';
// The entry point of the page in which the application shell shows a Custom View during development.
const CUSTOM_VIEW_HOST = '@@custom-view-host@@';
const PROJECT_SCOPE = 'project_key:';

/**
 * Checks what a page asks for at `/login/authorize`.
 *
 * Nothing in it may choose where the token goes: host and port come from the list of allowed origins, and the path is one
 * of two, built from a Project key and an entry point that hold no more than letters, digits, "-" and "_".
 *
 * @param query the parameters, from the address or from the form of the sign-in page.
 * @param page origin of the page that asked, as the browser reports it; `undefined` when it does not.
 * @throws ForwardToError `origin_not_allowed`, `project_access_denied`, or `invalid_target` that names the parameter.
 */
export function readAuthorizeRequest(
  query: URLSearchParams,
  page: string | undefined,
  allowed: { origins: ReadonlySet<string>; projects: ReadonlySet<string> },
): AuthorizeRequest {
  const parameters = {
    client_id: readParameter(query, 'client_id'),
    scope: readParameter(query, 'scope'),
    state: readParameter(query, 'state'),
    nonce: readParameter(query, 'nonce'),
  };
  const origin = readPageOrigin(page, allowed.origins);
  const projectKey = readProjectKey(parameters.scope, allowed.projects);
  const entryPoint = readEntryPoint(parameters.client_id);
  return {
    origin,
    path: projectKey === undefined ? '/account/oidc/callback' : `/${projectKey}/${entryPoint}/oidc/callback`,
    ...(projectKey !== undefined && { projectKey }),
    parameters,
  };
}

/** The address that hands the token over: in the fragment, which a browser keeps to itself. */
export function createCallbackUrl({ origin, path, parameters }: AuthorizeRequest, sessionToken: string): string {
  const fragment = new URLSearchParams({ sessionToken, state: parameters.state });
  return `${origin}${path}#${fragment.toString()}`;
}

function readParameter(query: URLSearchParams, name: ParameterName): string {
  const [value = '', ...others] = query.getAll(name);
  if (others.length === 0 && /^[\x20-\x7e]{1,2000}$/.test(value)) return value;
  throw gatewayError(
    'invalid_target',
    others.length > 0
      ? `The sign-in request has "${name}" more than once.`
      : `The sign-in request has no usable "${name}".`,
    'Open your application instead: the page of a Custom Application builds this address by itself.',
  );
}

function readPageOrigin(page: string | undefined, origins: ReadonlySet<string>): string {
  const origin = page ?? DEFAULT_PAGE;
  if (origins.has(origin)) return origin;
  throw gatewayError(
    'origin_not_allowed',
    `A page of ${printable(origin)} asked for a sign-in, and this gateway does not know that origin.`,
    'If the page is yours, start the gateway with --origin followed by its origin.',
    { expected: [...origins], actual: printable(origin) },
  );
}

/** The one that `mc-scripts start` insists on. */
const DEFAULT_PAGE = 'http://localhost:3001';

function readProjectKey(scope: string, projects: ReadonlySet<string>): string | undefined {
  const keys = scope
    .split(' ')
    .flatMap((item) => (item.startsWith(PROJECT_SCOPE) ? [item.slice(PROJECT_SCOPE.length)] : []));
  const [key, ...others] = keys;
  if (key === undefined) return undefined;
  if (others.length === 0 && isProjectKey(key) && projects.has(key)) return key;
  throw gatewayError(
    'project_access_denied',
    `The page asked for a sign-in to the Project "${printable(keys.join(' '))}", which this gateway does not have.`,
    `Open the page at one of the Projects ${[...projects].join(', ')} ("initialProjectKey" in the application's configuration), or start the gateway with --project.`,
    { expected: [...projects], actual: printable(keys.join(' ')) },
  );
}

function readEntryPoint(clientId: string): string {
  const entryPoint = clientId.startsWith(CLIENT_PREFIX) ? clientId.slice(CLIENT_PREFIX.length) : '';
  if (/^[\w-]{1,100}$/.test(entryPoint) || entryPoint === CUSTOM_VIEW_HOST) return entryPoint;
  throw gatewayError(
    'invalid_target',
    `The sign-in request has the client id "${printable(clientId)}".`,
    `The page of a Custom Application in development sends "${CLIENT_PREFIX}<entry point>".`,
  );
}
