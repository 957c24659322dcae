import { randomBytes } from 'node:crypto';
import type { GatewayUser } from './gateway-options.ts';

/** One sign-in of a user. */
export interface Session {
  readonly user: GatewayUser;
  readonly endsAt: number;
  /** Time in milliseconds from which on a call needs `X-Force-Token`. */
  platformTokenEndsAt: number;
}

export interface Sessions {
  /**
   * Begins a session and gives its token.
   *
   * @param makeToken makes the token, which nobody may be able to guess; without it: 256 random bits.
   */
  start(user: GatewayUser, makeToken?: (endsAt: number) => string): string;
  /** The session of a token; `undefined` when there is none, or it has ended. */
  find(token: string): Session | undefined;
  /** Tells whether the platform token of a session is stale. */
  isStale(session: Session): boolean;
  /** Gives a session a fresh platform token. */
  renew(session: Session): void;
  end(token: string): void;
  /** Ends all sessions, or those of one user. */
  endAll(userId?: string): void;
  /** Makes all platform tokens stale, or those of one user. */
  expirePlatformTokens(userId?: string): void;
}

/** Keeps sessions in memory; they are gone when the process ends. */
export function createSessions(options: {
  sessionLifetime: number;
  platformTokenLifetime: number;
  now: () => number;
}): Sessions {
  const { sessionLifetime, platformTokenLifetime, now } = options;
  const sessions = new Map<string, Session>();
  const of = (userId?: string) =>
    [...sessions].filter(([, session]) => userId === undefined || session.user.id === userId);

  // The oldest come first, so that only those that have ended are looked at, and one more.
  const forgetEnded = () => {
    const time = now();
    for (const [token, session] of sessions) {
      if (session.endsAt > time) return;
      sessions.delete(token);
    }
  };

  return {
    start: (user, makeToken = () => randomBytes(32).toString('base64url')) => {
      forgetEnded();
      const endsAt = now() + sessionLifetime;
      const token = makeToken(endsAt);
      sessions.set(token, {
        user,
        endsAt,
        platformTokenEndsAt: now() + platformTokenLifetime,
      });
      return token;
    },
    find: (token) => {
      const session = sessions.get(token);
      return session && session.endsAt > now() ? session : undefined;
    },
    isStale: (session) => session.platformTokenEndsAt <= now(),
    renew: (session) => {
      session.platformTokenEndsAt = now() + platformTokenLifetime;
    },
    end: (token) => {
      sessions.delete(token);
    },
    endAll: (userId) => {
      for (const [token] of of(userId)) sessions.delete(token);
    },
    expirePlatformTokens: (userId) => {
      for (const [, session] of of(userId)) session.platformTokenEndsAt = -Infinity;
    },
  };
}
