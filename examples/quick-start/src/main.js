import { forwardToRequest } from '@forward-to/http-client';

const { mcApiUrl, externalApiUrl } = window.app;

const actions = {
  'sign-in': () => signIn(),
  load: () => forwardToRequest(`${externalApiUrl}/orders/7`, { includeUserPermissions: true }),
  delete: () => forwardToRequest(`${externalApiUrl}/orders/7`, { method: 'DELETE', includeUserPermissions: true }),
};

for (const [id, action] of Object.entries(actions)) {
  document.getElementById(id).addEventListener('click', () => action().then(show, show));
}

/** The local gateway asks for no password. In production the Merchant Center has signed the user in already. */
async function signIn() {
  const response = await fetch(`${mcApiUrl}/sign-in`, { method: 'POST', credentials: 'include' });
  return response.ok ? 'Signed in' : await response.json();
}

/** An error has a message to show, a code to decide by, and a hint for you, its developer. */
function show(result) {
  const text = result instanceof Error ? { code: result.code, message: result.message, hint: result.hint } : result;
  document.getElementById('result').textContent = JSON.stringify(text ?? 'Done', null, 2);
}
