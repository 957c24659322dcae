import type { ApplicationContextValue } from './application-context-value.ts';

/** Holds the newest context value; hooks subscribe to the part that they show. */
export interface ContextStore {
  read: () => ApplicationContextValue;
  /** Sets the value that the next reader gets. */
  stage: (value: ApplicationContextValue) => void;
  /** Lets everybody who subscribed read again. */
  tell: () => void;
  subscribe: (listener: () => void) => () => void;
}

export function createContextStore(initial: ApplicationContextValue): ContextStore {
  const listeners = new Set<() => void>();
  let current = initial;
  return {
    read: () => current,
    stage: (value) => {
      current = value;
    },
    tell: () => {
      for (const tell of listeners) tell();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
