import type { SessionMiddlewareOptions } from '@forward-to/server/express';
import { pino } from 'pino';
import type { DestinationStream } from 'pino';

/** The two hooks of the session middleware. */
export type AuditTrail = Required<Pick<SessionMiddlewareOptions, 'onVerified' | 'onRejected'>>;

/**
 * Writes one line of JSON for each call that was let in or refused: who called, with which key, and why not.
 *
 * Each line names its members one by one. The request is left out on purpose: its headers hold the token, and a refused
 * token holds whatever its author liked to write.
 *
 * @param destination Takes the lines. @default the standard output
 */
export function createAuditTrail(destination?: DestinationStream): AuditTrail {
  const options = { name: 'audit', base: { name: 'audit' } };
  const log = destination ? pino(options, destination) : pino(options);
  return {
    onVerified: ({ session, issuer, keyId, correlationId }) => {
      const { userId, projectKey } = session;
      log.info({ correlationId, issuer, keyId, projectKey, userId }, 'verified');
    },
    // The session is there when the token was good, as with a permission that the user lacks.
    onRejected: ({ code, session, issuer, keyId, projectKey, correlationId }) => {
      log.warn({ code, correlationId, issuer, keyId, projectKey, userId: session?.userId }, 'rejected');
    },
  };
}
