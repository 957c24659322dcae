/* global window */
import { applyMiddleware, legacy_createStore as createStore } from 'redux';

/** The middleware of the published SDK, with what the shell gives it. */
export async function createShellMiddleware() {
  const { createMiddleware } = await import('@commercetools-frontend/sdk');
  const shell = await import('@commercetools-frontend/application-shell-connectors');
  return createMiddleware({
    getCorrelationId: () => shell.getCorrelationId({ userId: shell.selectUserId() }),
    getProjectKey: shell.selectProjectKeyFromUrl,
    getAdditionalHeaders: () => ({
      Authorization: `Bearer ${shell.oidcStorage.getSessionToken()}`,
      'X-Application-Id': window.app.applicationIdentifier,
    }),
  });
}

/** A store with these middlewares; `seen` are the actions that reached its reducer. */
export function createTestStore(...middlewares) {
  const seen = [];
  const store = createStore(
    (state = {}, { type, payload }) => {
      seen.push({ type, payload });
      return state;
    },
    applyMiddleware(...middlewares),
  );
  seen.length = 0;
  return { ...store, seen };
}
