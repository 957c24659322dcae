import type { ApplicationContext } from './application-context.ts';

/** The members of `window.app` that count here; the Merchant Center puts them into the page. */
interface PageSettings {
  mcApiUrl?: unknown;
  servedByProxy?: unknown;
  forwardToUrl?: unknown;
  applicationIdentifier?: unknown;
  applicationName?: unknown;
  customViewId?: unknown;
  __DEVELOPMENT__?: { oidc?: { teamId?: unknown }; mcIdentityLoginModeOverride?: unknown };
}

interface Page {
  app?: PageSettings;
  location?: { origin: string; pathname: string };
  sessionStorage?: Pick<Storage, 'getItem'>;
}

// First segments of the Merchant Center's own pages.
const NOT_A_PROJECT = ['login', 'logout', 'account'];

/**
 * Reads the application context from the page; the one place that does.
 *
 * Reads when it is called, never at import, and gives an empty context where there is no `window` (SSR, Node).
 *
 * @example readApplicationContext().projectKey // 'my-project' on https://mc.europe-west1.gcp.commercetools.com/my-project/notes
 */
export function readApplicationContext(): ApplicationContext {
  const page = readPage();
  const { app = {}, location } = page;
  const { mcApiUrl, forwardToUrl } = readEndpoints(page);
  const { applicationIdentifier, applicationName, customViewId, __DEVELOPMENT__: development } = app;
  return {
    // Written out: on Node 20 a spread at the start of a literal makes it several times slower.
    mcApiUrl,
    forwardToUrl,
    projectKey: readProjectKey(location?.pathname ?? ''),
    applicationId: text(applicationIdentifier),
    applicationName: text(applicationName),
    customViewId: text(customViewId),
    sessionToken: stored(page, 'sessionToken'),
    teamId: stored(page, 'activeTeamId') ?? text(development?.oidc?.teamId),
    loginModeOverride: text(development?.mcIdentityLoginModeOverride),
  };
}

/** The part of it that says where calls go, on its own: a bundle that needs no more carries no more. */
export function readEndpoints(page: Page = readPage()): Pick<ApplicationContext, 'mcApiUrl' | 'forwardToUrl'> {
  const { app = {}, location } = page;
  return { mcApiUrl: gatewayUrlOf(app, location?.origin), forwardToUrl: text(app.forwardToUrl) };
}

/** What `fetch` resolves a relative URL against; `undefined` where there is no page. */
export function readBaseUrl(): string | undefined {
  return (globalThis as { document?: { baseURI: string } }).document?.baseURI;
}

function readPage(): Page {
  return (globalThis as { window?: Page }).window ?? {};
}

/**
 * URL of the gateway by `window.app`: behind the Merchant Center's proxy one build serves every region, so the page's own
 * origin tells it.
 */
export function gatewayUrlOf(
  settings: Pick<PageSettings, 'mcApiUrl' | 'servedByProxy'>,
  origin = '',
): string | undefined {
  if (String(settings.servedByProxy) === 'true') {
    const own = origin.replace(/^(https?:\/\/)(?:mc|mc-\d{4,}|.+\.mc-preview)(?=\..)/, '$1mc-api');
    if (own !== origin) return own;
  }
  return text(settings.mcApiUrl);
}

function readProjectKey(pathname: string): string | undefined {
  // By index: on each call, and a pattern takes twice as long.
  const parts = pathname.split('/', 5);
  const first = parts[1] ?? '';
  if (first === 'custom-views') return parts[3] === 'projects' ? text(parts[4]) : undefined;
  return NOT_A_PROJECT.includes(first) ? undefined : text(first);
}

/** Storage throws where the browser blocks it; then there is nothing stored. */
function stored(page: Page, key: string): string | undefined {
  try {
    return text(page.sessionStorage?.getItem(key));
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
