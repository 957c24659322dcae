import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isSessionEnded, toShownError, type ShownError } from '../ui/shown-error.ts';
import { fetchSession, fetchUsers, signIn, type Session, type User } from './session-api.ts';

interface SessionActions {
  users: readonly User[];
  /** Why the last attempt to sign in, or to ask who is here, failed. */
  error: ShownError | undefined;
  isBusy: boolean;
  signIn: (userId: string) => Promise<void>;
}

export interface SignedOut extends SessionActions {
  state: 'signed-out';
}

export interface SignedIn extends SessionActions {
  state: 'signed-in';
  current: Session;
  /** Changes with each sign-in, so that data can be fetched again. */
  signInCount: number;
  /** Set from the first call that was refused for want of a session until somebody signs in again. */
  endedBy: ShownError | undefined;
  /** Reports a failed call; says whether the session has ended, in which case the page says so itself, once. */
  reportError: (error: unknown) => boolean;
}

export type SessionState = { state: 'loading' } | SignedOut | SignedIn;

/** Who is signed in at the gateway, and the ways to change that. */
export function useSession(): SessionState {
  const [users, setUsers] = useState<readonly User[]>();
  const [current, setCurrent] = useState<Session>();
  const [signInCount, setSignInCount] = useState(0);
  const [endedBy, setEndedBy] = useState<ShownError>();
  const [error, setError] = useState<ShownError>();
  const busy = useRef(false);
  const [isBusy, setIsBusy] = useState(false);

  useEffect(() => {
    let isStale = false;
    void loadSession().then((loaded) => {
      if (isStale) return;
      setUsers(loaded.users);
      setCurrent(loaded.session);
      setError(loaded.error);
    });
    return () => {
      isStale = true;
    };
  }, []);

  const signInAs = useCallback(async (userId: string) => {
    if (busy.current) return;
    busy.current = true;
    setIsBusy(true);
    try {
      setCurrent(await signIn(userId));
      setSignInCount((count) => count + 1);
      setEndedBy(undefined);
      setError(undefined);
    } catch (caught) {
      setError(toShownError(caught));
    } finally {
      busy.current = false;
      setIsBusy(false);
    }
  }, []);

  const reportError = useCallback((caught: unknown) => {
    if (!isSessionEnded(caught)) return false;
    setEndedBy((known) => known ?? toShownError(caught));
    return true;
  }, []);

  // Another tab has the same cookie: somebody else may have signed in there meanwhile.
  useEffect(() => {
    if (!current) return;
    const compare = () => {
      if (document.visibilityState !== 'visible') return;
      void fetchSession().then((found) => {
        if (found.user.id === current.user.id) return;
        setCurrent(found);
        setSignInCount((count) => count + 1);
      }, reportError);
    };
    document.addEventListener('visibilitychange', compare);
    return () => {
      document.removeEventListener('visibilitychange', compare);
    };
  }, [current, reportError]);

  return useMemo((): SessionState => {
    if (!users) return { state: 'loading' };
    const actions = { users, error, isBusy, signIn: signInAs };
    if (!current) return { state: 'signed-out', ...actions };
    return { state: 'signed-in', ...actions, current, signInCount, endedBy, reportError };
  }, [users, error, isBusy, signInAs, current, signInCount, endedBy, reportError]);
}

/** Never rejects: a gateway that can't be reached is shown like any other error. */
async function loadSession(): Promise<{ users: User[]; session?: Session; error?: ShownError }> {
  let users: User[] = [];
  try {
    users = await fetchUsers();
    return { users, session: await fetchSession() };
  } catch (error) {
    // Nobody signed in yet is no error.
    return isSessionEnded(error) ? { users } : { users, error: toShownError(error) };
  }
}
