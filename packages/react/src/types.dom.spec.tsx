import { expect, it } from '@jest/globals';
import { ApplicationContextProvider, useApplicationContext, useForwardToFetch } from './index.ts';

interface Environment {
  externalApiUrl: string;
}

/** As applications declare `window.app`. */
interface WindowApp extends Environment {
  mcApiUrl: string;
  env: 'development' | 'production';
}

function withProvider(app: WindowApp) {
  return <ApplicationContextProvider environment={app} />;
}

function takeNumber(value: number): number {
  return value;
}

// Never called: the compiler is the test, and `@ts-expect-error` fails it when a line compiles after all.
function Compiles() {
  const key: string | undefined = useApplicationContext(({ project }) => project?.key);
  const { permissions, dataLocale } = useApplicationContext();
  const url: string = useApplicationContext<string, Environment>((context) => context.environment.externalApiUrl);
  const allowed: boolean | undefined = permissions?.canViewOrders;
  const forwardToFetch: typeof fetch = useForwardToFetch({ includeUserPermissions: true });
  // @ts-expect-error there may be no Project yet
  useApplicationContext(({ project }) => project.key);
  // @ts-expect-error there is no such member
  useApplicationContext((context) => String(context.store));
  // @ts-expect-error the selector says what comes back
  takeNumber(useApplicationContext(({ project }) => project?.name));
  // @ts-expect-error the URL is that of each call
  useForwardToFetch({ uri: 'https://api.example.com' });
  return (
    // @ts-expect-error environment is missing
    <ApplicationContextProvider user={{ id: 'u' }}>
      {[key, url, String(allowed), dataLocale, typeof forwardToFetch]}
    </ApplicationContextProvider>
  );
}

it('compiles what it should, and nothing else', () => {
  for (const compiled of [Compiles, withProvider]) expect(compiled).toBeInstanceOf(Function);
});
