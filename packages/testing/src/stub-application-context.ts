import { clientError } from '@forward-to/protocol';

/** What the page shall know; what is left out is left out of the page too, but for the first two. */
export interface StubbedContext {
  /** Stands at the start of the page's path. @default 'my-project' */
  projectKey?: string | undefined;
  /** @default 'http://localhost:8080', which never leaves this machine */
  mcApiUrl?: string | undefined;
  /** Endpoint of a local gateway for forward-to calls alone. */
  forwardToUrl?: string | undefined;
  /** Token of a development session; a page in production has a cookie instead. */
  sessionToken?: string | undefined;
  applicationName?: string | undefined;
  applicationId?: string | undefined;
  /** Also makes the page's path that of a Custom View. */
  customViewId?: string | undefined;
  teamId?: string | undefined;
  /** Path of the page, with its Project key. @default `/<projectKey>` */
  path?: string | undefined;
  /** More members of `window.app`, as `additionalEnv` in the configuration of the application adds them. */
  additionalEnv?: Readonly<Record<string, unknown>> | undefined;
}

type Page = Pick<Window & typeof globalThis, 'location' | 'history' | 'sessionStorage' | 'localStorage'> & {
  app?: unknown;
};

/**
 * Puts the facts of the Merchant Center into the page, where the doors of this kit and the published packages read them:
 * `window.app`, the path of the page, and the session storage.
 *
 * Where there is no `window` (node:test, a Node environment), there is a small one until the page is restored.
 *
 * @returns a function that restores what was there before.
 * @throws ForwardToError `invalid_config` when the page can't have the path, for example on `about:blank`.
 * @example
 * const restore = stubApplicationContext({ projectKey: 'my-project' });
 * afterEach(restore);
 */
export function stubApplicationContext(context: StubbedContext = {}): () => void {
  const scope = globalThis as { window?: Page };
  const page = scope.window;
  if (page) return stubPage(page, context);
  // A simple value, as a page's: its members are what the doors read.
  const made = createPage(context);
  scope.window = made;
  return () => {
    if (scope.window === made) delete scope.window;
  };
}

function stubPage(page: Page, context: StubbedContext): () => void {
  const before = {
    app: Object.getOwnPropertyDescriptor(page, 'app'),
    url: page.location.href,
    stored: Object.entries(storedBy(context)).map(([name]) => [name, page.sessionStorage.getItem(name)] as const),
  };
  movePage(page, pathOf(context));
  page.app = settingsOf(context);
  for (const [name, value] of Object.entries(storedBy(context))) store(page.sessionStorage, name, value);
  return () => {
    if (before.app) Object.defineProperty(page, 'app', before.app);
    else delete page.app;
    movePage(page, before.url);
    for (const [name, value] of before.stored) store(page.sessionStorage, name, value);
  };
}

function movePage(page: Page, url: string): void {
  try {
    page.history.replaceState(page.history.state, '', url);
  } catch (cause) {
    throw clientError(
      'invalid_config',
      `The page ${page.location.href} can't have the path ${url}.`,
      'Give the test environment an http(s) URL: in Jest, testEnvironmentOptions: { url: "http://localhost/" }.',
      cause,
    );
  }
}

function createPage(context: StubbedContext): Page {
  const stored = new Map(Object.entries(storedBy(context)).filter(([, value]) => value !== undefined));
  const url = new URL(pathOf(context), 'http://localhost');
  const storage = {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => stored.set(name, value),
    removeItem: (name: string) => stored.delete(name),
  };
  return { app: settingsOf(context), location: url, sessionStorage: storage } as unknown as Page;
}

function pathOf({ path, projectKey = 'my-project', customViewId }: StubbedContext): string {
  if (path !== undefined) return path;
  return customViewId === undefined ? `/${projectKey}` : `/custom-views/${customViewId}/projects/${projectKey}`;
}

/** The members of `window.app` under their own names; one that is left out is absent. */
function settingsOf(context: StubbedContext): Record<string, unknown> {
  const { mcApiUrl = 'http://localhost:8080', forwardToUrl, applicationName, applicationId, customViewId } = context;
  const settings = {
    mcApiUrl,
    forwardToUrl,
    applicationName,
    applicationIdentifier: applicationId,
    customViewId,
    ...context.additionalEnv,
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function storedBy({ sessionToken, teamId }: StubbedContext): Record<string, string | undefined> {
  return { sessionToken, activeTeamId: teamId };
}

function store(storage: Storage, name: string, value: string | null | undefined): void {
  if (value === null || value === undefined) storage.removeItem(name);
  else storage.setItem(name, value);
}
