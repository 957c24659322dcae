import { useCallback, useRef, useState } from 'react';

/** One call of the page to the external API. */
export interface TrackedCall {
  id: number;
  /** Method and path. */
  label: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  /** Milliseconds; absent while it runs. */
  duration?: number;
}

/** Follows a call to its end and hands its result on unchanged. */
export type TrackCall = <Result>(label: string, call: Promise<Result>, signal?: AbortSignal) => Promise<Result>;

export interface Activity {
  /** All that is in flight, and a few that have ended; newest first. */
  calls: readonly TrackedCall[];
  track: TrackCall;
}

const REMEMBERED = 5;

/** Knows what is on its way, so that the page can show it. */
export function useActivity(): Activity {
  const [calls, setCalls] = useState<readonly TrackedCall[]>([]);
  const lastId = useRef(0);

  const track = useCallback<TrackCall>(async (label, call, signal) => {
    const id = (lastId.current += 1);
    const startedAt = performance.now();
    const end = (state: TrackedCall['state']) => {
      const duration = Math.round(performance.now() - startedAt);
      setCalls((known) => forget(known.map((entry) => (entry.id === id ? { ...entry, state, duration } : entry))));
    };
    setCalls((known) => [{ id, label, state: 'running' }, ...known]);
    try {
      const result = await call;
      end('done');
      return result;
    } catch (error) {
      end(signal?.aborted ? 'cancelled' : 'failed');
      throw error;
    }
  }, []);

  return { calls, track };
}

/** Keeps what runs, and the newest of what has ended. */
function forget(calls: readonly TrackedCall[]): TrackedCall[] {
  let ended = 0;
  return calls.filter(({ state }) => state === 'running' || (ended += 1) <= REMEMBERED);
}
