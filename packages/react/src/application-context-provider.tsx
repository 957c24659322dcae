import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { gatewayUrlOf } from '@forward-to/http-client/door';
import type { ApplicationContextValue, ApplicationEnvironment, KnownEnvironment } from './application-context-value.ts';
import { createContextStore } from './context-store.ts';
import type { FetchedProject, FetchedUser } from './fetched-data.ts';
import { keepSame } from './keep-same.ts';
import { mapProject } from './map-project.ts';
import { mapUser } from './map-user.ts';
import { StoreContext } from './store-context.ts';
import { useBrowserLayoutEffect } from './use-browser-layout-effect.ts';

export interface ApplicationContextProviderProps<Additional extends object = object> {
  /** `window.app`. Its type may also be an interface such as `WindowApp`, which has no index signature. */
  environment: ApplicationEnvironment<Additional> | (Additional & KnownEnvironment);
  /** As the Merchant Center's API gives it; absent while it is loading. */
  user?: FetchedUser | null | undefined;
  /** As the Merchant Center's API gives it, with the permissions that were applied; absent while it is loading. */
  project?: FetchedProject | null | undefined;
  /** Locale of the Project's data that the user has chosen. */
  projectDataLocale?: string | null | undefined;
  children?: ReactNode;
}

/**
 * Gives what is below it the application context; see `useApplicationContext`.
 *
 * The props are those of the application shell. Equal data in a new object renders nobody anew.
 *
 * @example
 * <ApplicationContextProvider environment={window.app} user={data.user} project={data.project}>…
 */
export function ApplicationContextProvider<Additional extends object = object>(
  props: ApplicationContextProviderProps<Additional>,
): ReactNode {
  const { environment, user, project, projectDataLocale, children } = props;
  const value = useMemo(
    (): ApplicationContextValue => ({
      environment: mapEnvironment(environment),
      user: mapUser(user),
      ...mapProject(project),
      dataLocale: projectDataLocale ?? null,
    }),
    [environment, user, project, projectDataLocale],
  );
  const [store] = useState(() => createContextStore(value));
  // Known to children that are rendered in the same pass; told to the others once this pass counts.
  const next = keepSame(store.read(), value);
  store.stage(next);
  useBrowserLayoutEffect(() => {
    store.tell();
  }, [store, next]);
  return <StoreContext.Provider value={store}>{children}</StoreContext.Provider>;
}

/** Behind the Merchant Center's proxy one build serves every region, so `mcApiUrl` follows from the page's origin. */
function mapEnvironment(given: KnownEnvironment): ApplicationEnvironment<object> {
  const environment = given as ApplicationEnvironment<object>;
  const mcApiUrl = gatewayUrlOf(environment, (globalThis as { location?: Location }).location?.origin);
  return mcApiUrl === undefined || mcApiUrl === environment.mcApiUrl ? environment : { ...environment, mcApiUrl };
}
