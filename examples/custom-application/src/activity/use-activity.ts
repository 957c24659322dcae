import { useCallback, useRef, useState } from 'react';
import { readOutcome, type CallOutcome, type TrackedCall } from './tracked-call.ts';

/** Follows a call to its end and hands its result on unchanged. */
export type TrackCall = <Result>(label: string, call: Promise<Result>, signal?: AbortSignal) => Promise<Result>;

export interface Activity {
  /** All that is in flight, and a few that have ended; newest first. */
  calls: readonly TrackedCall[];
  track: TrackCall;
}

const REMEMBERED = 5;

/**
 * Knows what is on its way, so that the page can show it.
 *
 * @param statusOf Status of the newest response to a call of that label; the doors hand over data only.
 */
export function useActivity(statusOf: (label: string) => number | undefined): Activity {
  const [calls, setCalls] = useState<readonly TrackedCall[]>([]);
  const lastId = useRef(0);

  const track = useCallback<TrackCall>(
    async (label, call, signal) => {
      const id = (lastId.current += 1);
      const startedAt = performance.now();
      const end = (state: TrackedCall['state'], outcome?: CallOutcome) => {
        const ended = { state, duration: Math.round(performance.now() - startedAt), ...(outcome && { outcome }) };
        setCalls((known) => forget(known.map((entry) => (entry.id === id ? { ...entry, ...ended } : entry))));
      };
      setCalls((known) => [{ id, label, state: 'running' }, ...known]);
      try {
        const result = await call;
        end('done', { status: statusOf(label), answeredBy: 'api' });
        return result;
      } catch (error) {
        if (signal?.aborted) end('cancelled');
        else end('failed', readOutcome(error));
        throw error;
      }
    },
    [statusOf],
  );

  return { calls, track };
}

/** Keeps what runs, and the newest of what has ended. */
function forget(calls: readonly TrackedCall[]): TrackedCall[] {
  let ended = 0;
  return calls.filter(({ state }) => state === 'running' || (ended += 1) <= REMEMBERED);
}
