import { useSelector } from 'react-redux';

interface StateWithRequests {
  requestsInFlight?: number;
}

/**
 * Number of requests under way, of the state that `requestsInFlightReducer` keeps.
 *
 * @param select where that state is. @default `state.requestsInFlight`; 0 where there is none
 * @example const isBusy = useRequestsInFlight() > 0;
 */
export function useRequestsInFlight(
  select: (state: never) => number = (state: StateWithRequests) => state.requestsInFlight ?? 0,
): number {
  return useSelector(select as (state: unknown) => number);
}
