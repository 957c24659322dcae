import { afterEach, describe, expect, it } from '@jest/globals';
import { isForwardToError } from '@forward-to/protocol';
import { act, cleanup, render, renderHook } from '@testing-library/react';
import { StrictMode, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { ApplicationContextProvider, useApplicationContext } from './index.ts';
import type { ApplicationContextValue } from './index.ts';
import { PROJECT, USER } from './test-support/fetched.ts';

const ENVIRONMENT = { applicationName: 'order-notes', externalApiUrl: 'https://api.example.com' };

afterEach(cleanup);

function contextOf(props: Omit<Parameters<typeof ApplicationContextProvider>[0], 'children'>) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <ApplicationContextProvider {...props}>{children}</ApplicationContextProvider>
  );
  return renderHook(() => useApplicationContext(), { wrapper }).result.current;
}

describe('useApplicationContext', () => {
  it('gives the user, the Project and what was applied, in the shape of the application shell', () => {
    const context = contextOf({ environment: ENVIRONMENT, user: USER, project: PROJECT, projectDataLocale: 'de' });
    expect(context).toEqual({
      environment: ENVIRONMENT,
      user: {
        id: 'user-1',
        email: 'a@example.com',
        createdAt: '2026-01-01',
        firstName: 'A',
        lastName: 'B',
        businessRole: 'Developer',
        locale: 'de',
        timeZone: 'Europe/Berlin',
        idTokenUserInfo: { iss: 'https://idp.example.com', sub: 's', additionalClaims: { team: ['blue'] } },
      },
      project: {
        key: 'my-project',
        version: 3,
        name: 'My project',
        countries: ['DE'],
        currencies: ['EUR'],
        languages: ['de', 'en'],
        ownerId: 'owner-1',
        ownerName: 'Owner',
        isProductionProject: false,
      },
      permissions: { canViewOrders: true, canManageOrders: false },
      actionRights: { orders: { canEditPrices: true }, constructor: { canBuild: true } },
      dataFences: {
        store: {
          orders: { canViewOrders: { values: ['usa', 'germany'] }, canManageOrders: { values: ['usa'] } },
        },
      },
      dataLocale: 'de',
    });
  });

  it('gives null for what is not known yet, and for what was not applied', () => {
    expect(contextOf({ environment: ENVIRONMENT })).toStrictEqual({
      environment: ENVIRONMENT,
      user: null,
      project: null,
      permissions: null,
      actionRights: null,
      dataFences: null,
      dataLocale: null,
    });
    const project = { key: 'k', owner: null, allAppliedPermissions: [], allAppliedActionRights: null };
    expect(contextOf({ environment: ENVIRONMENT, user: null, project })).toMatchObject({
      project: { key: 'k' },
      permissions: null,
      actionRights: null,
    });
  });

  it('takes the browser’s time zone for a user without one, and no claims from text that is no JSON', () => {
    const user = { id: 'u', timeZone: '', idTokenUserInfo: { additionalClaims: '{' } };
    expect(contextOf({ environment: ENVIRONMENT, user }).user).toEqual({
      id: 'u',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      idTokenUserInfo: { additionalClaims: null },
    });
  });

  it('derives the gateway from the page behind the Merchant Center’s proxy', () => {
    // The page of this test is https://mc.example.com/my-project/notes.
    const { environment } = contextOf({ environment: { servedByProxy: true, mcApiUrl: 'https://elsewhere.example' } });
    expect(environment).toEqual({ servedByProxy: true, mcApiUrl: 'https://mc-api.example.com' });
  });

  it('says what is missing outside of a provider', () => {
    const useError = () => {
      try {
        return useApplicationContext();
      } catch (error) {
        return error;
      }
    };
    const error = renderHook(useError).result.current;
    expect(isForwardToError(error) && error.code).toBe('missing_context');
  });
});

describe('rendering', () => {
  /** A page whose parent state can be changed from outside; counts the renders of each component. */
  function openPage() {
    const renders: Record<string, unknown[]> = { key: [], permissions: [], pair: [], user: [], environment: [] };
    const show = (name: string, select: (context: ApplicationContextValue) => unknown) =>
      // Components that take nothing from their parent, so only the context can render them anew.
      function Shown() {
        renders[name]!.push(useApplicationContext(select));
        return null;
      };
    const parts = [
      show('key', (context) => context.project?.key),
      show('permissions', (context) => context.permissions),
      show('pair', ({ project, dataLocale }) => ({ key: project?.key, dataLocale })),
      show('user', ({ user }) => user?.id),
      show('environment', ({ environment }) => environment),
    ].map((Part, index) => <Part key={index} />);
    let change: (props: Partial<Parameters<typeof ApplicationContextProvider>[0]>) => void = () => undefined;
    function Root() {
      const [props, setProps] = useState<Partial<Parameters<typeof ApplicationContextProvider>[0]>>({
        user: USER,
        project: PROJECT,
      });
      useEffect(() => {
        change = (more) => {
          setProps((known) => ({ ...known, ...more }));
        };
      }, []);
      return (
        <ApplicationContextProvider environment={ENVIRONMENT} {...props}>
          {parts}
        </ApplicationContextProvider>
      );
    }
    render(<Root />);
    const counts = () => Object.fromEntries(Object.entries(renders).map(([name, seen]) => [name, seen.length]));
    return {
      renders,
      counts,
      change: (props: Partial<Parameters<typeof ApplicationContextProvider>[0]>) => {
        act(() => {
          change(props);
        });
      },
    };
  }

  it('happens once, and again only for those whose part has changed', () => {
    const page = openPage();
    expect(page.counts()).toEqual({ key: 1, permissions: 1, pair: 1, user: 1, environment: 1 });
    page.change({ projectDataLocale: 'en' });
    expect(page.counts()).toEqual({ key: 1, permissions: 1, pair: 2, user: 1, environment: 1 });
    expect(page.renders.pair!.at(-1)).toEqual({ key: 'my-project', dataLocale: 'en' });
    page.change({ user: { ...USER, firstName: 'C' } });
    expect(page.counts()).toEqual({ key: 1, permissions: 1, pair: 2, user: 1, environment: 1 });
    page.change({ project: { ...PROJECT, key: 'other', allAppliedPermissions: [] } });
    expect(page.counts()).toEqual({ key: 2, permissions: 2, pair: 3, user: 1, environment: 1 });
    expect(page.renders.permissions!.at(-1)).toBeNull();
  });

  it('does not happen for equal data in new objects', () => {
    const page = openPage();
    page.change({ user: structuredClone(USER), project: structuredClone(PROJECT), environment: { ...ENVIRONMENT } });
    expect(page.counts()).toEqual({ key: 1, permissions: 1, pair: 1, user: 1, environment: 1 });
  });

  it('goes on with a selector that is another function each time and makes a new object each time', () => {
    const wrapper = ({ children }: { children: ReactNode }) => (
      <StrictMode>
        <ApplicationContextProvider environment={ENVIRONMENT} project={PROJECT}>
          {children}
        </ApplicationContextProvider>
      </StrictMode>
    );
    const { result, rerender } = renderHook(
      ({ prefix }: { prefix: string }) =>
        useApplicationContext(({ project }) => ({ label: `${prefix}${project?.key}` })),
      { wrapper, initialProps: { prefix: 'a-' } },
    );
    expect(result.current).toEqual({ label: 'a-my-project' });
    rerender({ prefix: 'b-' });
    expect(result.current).toEqual({ label: 'b-my-project' });
  });
});

describe('a child that is rendered in the same pass as new data', () => {
  it('sees the new data, also in its first effect', () => {
    const seen: string[] = [];
    function Notes({ projectKey }: { projectKey: string }) {
      const key = useApplicationContext(({ project }) => project!.key);
      seen.push(`render ${projectKey} ${key}`);
      useEffect(() => {
        seen.push(`effect ${projectKey} ${key}`);
      }, [projectKey, key]);
      return null;
    }
    const page = (projectKey?: string) => (
      <ApplicationContextProvider environment={ENVIRONMENT} project={projectKey ? { key: projectKey } : null}>
        {projectKey && <Notes key={projectKey} projectKey={projectKey} />}
      </ApplicationContextProvider>
    );
    const { rerender } = render(page());
    rerender(page('one'));
    rerender(page('two'));
    expect(seen).toEqual(['render one one', 'effect one one', 'render two two', 'effect two two']);
  });
});

it('gives the same object to an effect as long as a selector that makes one gives the same', () => {
  let effects = 0;
  const wrapper = ({ children }: { children: ReactNode }) => (
    <ApplicationContextProvider environment={ENVIRONMENT} project={PROJECT}>
      {children}
    </ApplicationContextProvider>
  );
  const { rerender } = renderHook(
    () => {
      const selected = useApplicationContext(({ project, permissions }) => ({ key: project?.key, permissions }));
      useEffect(() => {
        effects += 1;
      }, [selected]);
    },
    { wrapper },
  );
  rerender();
  rerender();
  expect(effects).toBe(1);
});

it('takes data that is no JSON for changed, unless it is the very same', () => {
  const seen: unknown[] = [];
  function Show() {
    seen.push(useApplicationContext(({ user }) => user?.projects));
    return null;
  }
  const show = <Show />;
  const page = (projects: unknown) => (
    <ApplicationContextProvider environment={ENVIRONMENT} user={{ id: 'u', projects }}>
      {show}
    </ApplicationContextProvider>
  );
  const { rerender } = render(page(new Map([['n', 1]])));
  rerender(page(new Map([['n', 2]])));
  rerender(page(10n));
  expect(seen).toEqual([new Map([['n', 1]]), new Map([['n', 2]]), 10n]);
});
