/** mc-scripts signs in at this port only. */
export const APPLICATION_URL = 'http://localhost:3001';
export const GATEWAY_URL = 'http://localhost:8087';
/** What the application and its tokens call the API: the tests listen here and pass everything on. */
export const API_URL = 'http://localhost:6087';
export const REAL_API_URL = 'http://localhost:6088';
