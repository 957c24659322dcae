/** Signs in at the local gateway and makes this jsdom page one of an application that uses it. */
export async function openPage(gatewayUrl: string): Promise<void> {
  const answer = await fetch(`${gatewayUrl}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const { sessionToken } = (await answer.json()) as { sessionToken: string };
  sessionStorage.setItem('sessionToken', sessionToken);
  Object.assign(window, { app: { mcApiUrl: gatewayUrl } });
}
