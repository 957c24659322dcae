import type { RunningExample } from './start-example.ts';

/** Empties the Project and creates notes by plain HTTP, the way any client would. The last one is on top of the list. */
export async function seedNotes(
  example: RunningExample,
  notes: { orderNumber: string; text: string }[],
): Promise<void> {
  const { gateway, apiUrl } = example;
  const signIn = await fetch(`${gateway.url}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId: 'manager' }),
  });
  const { sessionToken } = (await signIn.json()) as { sessionToken: string };
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${gateway.url}/proxy/forward-to`, {
      method,
      headers: {
        authorization: `Bearer ${sessionToken}`,
        'accept-version': 'v2',
        'content-type': 'application/json',
        'x-project-key': 'my-project',
        'x-forward-to': `${apiUrl}${path}`,
        'x-forward-to-audience-policy': 'forward-url-full-path',
        'x-forward-to-claims': 'permissions',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  };

  const known = (await call('GET', '/order-notes?limit=200')) as { results: { id: string }[] };
  for (const { id } of known.results) await call('DELETE', `/order-notes/${id}`);
  for (const note of notes) await call('POST', '/order-notes', note);
}

/** `count` notes, ORD-1 to ORD-<count>. */
export function manyNotes(count: number): { orderNumber: string; text: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    orderNumber: `ORD-${index + 1}`,
    text: `Pack parcel ${index + 1}.`,
  }));
}
