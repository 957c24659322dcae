import type { ApplicationContextValue } from './application-context-value.ts';

/** Holds the newest context value; hooks subscribe to the part that they show. */
export interface ContextStore {
  read: () => ApplicationContextValue;
  write: (value: ApplicationContextValue) => void;
  subscribe: (listener: () => void) => () => void;
}

export function createContextStore(initial: ApplicationContextValue): ContextStore {
  const listeners = new Set<() => void>();
  let current = initial;
  return {
    read: () => current,
    write: (value) => {
      if (value === current) return;
      current = value;
      for (const tell of listeners) tell();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
