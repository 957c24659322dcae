import type { Gateway } from '@forward-to/gateway';

/** Signs in and makes a page, as far as the client looks at one; gives what closes it. */
export async function openPage({ url }: Gateway, { projectKey = 'my-project' } = {}): Promise<() => void> {
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const { sessionToken } = (await answer.json()) as { sessionToken: string };
  Object.assign(globalThis, {
    window: {
      app: { mcApiUrl: url },
      location: { origin: 'http://localhost:3001', pathname: `/${projectKey}/orders` },
      sessionStorage: { getItem: (key: string) => (key === 'sessionToken' ? sessionToken : null) },
    },
  });
  return () => {
    Reflect.deleteProperty(globalThis, 'window');
  };
}
