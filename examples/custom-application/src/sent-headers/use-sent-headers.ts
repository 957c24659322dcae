import { useState, useSyncExternalStore } from 'react';
import type { DoorName } from '../doors/doors.ts';
import type { SentCalls, SentHeaders } from './sent-calls.ts';

/** Headers of the newest call of each door that was used. */
export type HeadersByDoor = Readonly<Partial<Record<DoorName, SentHeaders>>>;

/** Files what was sent under the door that is open. */
export function useSentHeaders(calls: SentCalls, door: DoorName): HeadersByDoor {
  const newest = useSyncExternalStore(calls.subscribe, calls.newest);
  const [byDoor, setByDoor] = useState<HeadersByDoor>({});
  const [known, setKnown] = useState(newest);
  if (newest !== known) {
    // Adjusted while rendering: an effect would show the call under the tab before for a moment.
    setKnown(newest);
    if (newest) setByDoor({ ...byDoor, [door]: newest });
  }
  return byDoor;
}
