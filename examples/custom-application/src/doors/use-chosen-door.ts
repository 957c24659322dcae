import { useCallback, useState } from 'react';
import { DOORS, type DoorName } from './doors.ts';

const PARAMETER = 'door';

/** The door that the tabs have chosen; it stands in the page's URL, so that a reload keeps it. */
export function useChosenDoor(): [door: DoorName, choose: (door: DoorName) => void] {
  const [door, setDoor] = useState(readDoor);
  const choose = useCallback((name: DoorName) => {
    const url = new URL(location.href);
    url.searchParams.set(PARAMETER, name);
    history.replaceState(null, '', url);
    setDoor(name);
  }, []);
  return [door, choose];
}

function readDoor(): DoorName {
  const wanted = new URLSearchParams(location.search).get(PARAMETER);
  return DOORS.find(({ name }) => name === wanted)?.name ?? DOORS[0].name;
}
