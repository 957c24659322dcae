import { useCallback, useRef, useState } from 'react';
import { isSessionEnded, toShownError, type ShownError } from './shown-error.ts';

export interface Action<Args extends unknown[]> {
  /** Resolves with whether it succeeded; never rejects. */
  run: (...args: Args) => Promise<boolean>;
  isRunning: boolean;
  error: ShownError | undefined;
  clearError: () => void;
}

/**
 * An asynchronous action with what its button and its error message need to know.
 *
 * While it runs, running it again does nothing. So a button needs `aria-disabled` only and keeps the focus, which a
 * `disabled` one would lose.
 */
export function useAction<Args extends unknown[]>(action: (...args: Args) => Promise<unknown>): Action<Args> {
  const running = useRef(false);
  const [isRunning, setIsRunning] = useState(false);
  const [error, setError] = useState<ShownError>();

  const run = async (...args: Args): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setIsRunning(true);
    setError(undefined);
    try {
      await action(...args);
      return true;
    } catch (caught) {
      // The page shows the end of the session in one place, for all calls.
      if (!isSessionEnded(caught)) setError(toShownError(caught));
      return false;
    } finally {
      running.current = false;
      setIsRunning(false);
    }
  };
  const clearError = useCallback(() => {
    setError(undefined);
  }, []);
  return { run, isRunning, error, clearError };
}
