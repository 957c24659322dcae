/** Where a session token that the gateway has refreshed is kept. */
export interface SessionStore {
  setSessionToken: (token: string) => void;
}

/** The page's storage, under the names that the Merchant Center's own shell uses in development. */
export const pageSessionStore: SessionStore = {
  setSessionToken(token) {
    try {
      const { sessionStorage, localStorage } = globalThis;
      sessionStorage.setItem('sessionToken', token);
      localStorage.setItem('loginStrategy', 'oidc');
      localStorage.removeItem('isAuthenticated');
    } catch {
      // No storage, or a browser that blocks it: the session goes on with the cookie.
    }
  },
};
