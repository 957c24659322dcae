export type {
  ActionRights,
  ApplicationContextValue,
  ApplicationEnvironment,
  ApplicationProject,
  ApplicationUser,
  DataFences,
  KnownEnvironment,
  Permissions,
} from './application-context-value.ts';
export { ApplicationContextProvider } from './application-context-provider.tsx';
export type { ApplicationContextProviderProps } from './application-context-provider.tsx';
export type { Applied, FetchedProject, FetchedUser } from './fetched-data.ts';
export { useApplicationContext } from './use-application-context.ts';
export { useForwardToFetch } from './use-forward-to-fetch.ts';
