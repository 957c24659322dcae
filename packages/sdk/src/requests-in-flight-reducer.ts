/** Surround each request; their payload is `sdk.<method>(<uri>)`. */
export const SHOW_LOADING = 'SHOW_LOADING';
export const HIDE_LOADING = 'HIDE_LOADING';

/**
 * Counts the requests under way, for a progress bar: the reducer of the state's `requestsInFlight`.
 *
 * @example combineReducers({ requestsInFlight: requestsInFlightReducer })
 */
export function requestsInFlightReducer(count = 0, action: { type: string; payload?: unknown }): number {
  // An application shell shows its own requests by the same actions.
  if (typeof action.payload !== 'string' || !action.payload.startsWith('sdk.')) return count;
  if (action.type === SHOW_LOADING) return count + 1;
  return action.type === HIDE_LOADING ? Math.max(0, count - 1) : count;
}
