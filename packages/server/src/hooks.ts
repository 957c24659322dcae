import { isForwardToError } from '@forward-to/protocol';
import type { ErrorCode } from '@forward-to/protocol';
import { warn } from './environment.ts';
import { readHeaderValues } from './read-headers.ts';
import type { Session } from './session.ts';

/** What is proved about a token so far. */
export interface TokenFacts {
  /** One of the configured issuers. */
  issuer?: string;
  /** ID of a key of that issuer. */
  keyId?: string;
  /** There once the whole token is verified. */
  projectKey?: string;
  /** Who is calling; there once the whole token is verified. */
  session?: Session;
}

/** A call that was let in. Holds no token. */
export interface VerifiedEvent extends TokenFacts {
  session: Session;
  /** `X-Correlation-Id` of the call when it has the form of one. Anyone can send it. */
  correlationId?: string;
}

/**
 * A call that was refused. Holds no token, and nothing that the caller made up but the correlation ID.
 *
 * A call that was verified and then lacks a permission leads to both events; this one has the session then.
 */
export interface RejectedEvent extends TokenFacts {
  /** `undefined` for a fault that is no refusal. */
  code: ErrorCode | undefined;
  error: unknown;
  correlationId?: string;
}

/** Functions that are told of each call, for an audit trail. What they throw becomes a warning, nothing more. */
export interface VerifierHooks<Request> {
  onVerified?: ((event: VerifiedEvent, request: Request) => unknown) | undefined;
  onRejected?: ((event: RejectedEvent, request: Request) => unknown) | undefined;
}

export interface Reporter<Request> {
  verified(request: Request, facts: TokenFacts, session: Session): void;
  rejected(request: Request, facts: TokenFacts, error: unknown): void;
}

/** Turns the hooks of the options into functions that cannot decide about a call. */
export function createReporter<Request extends object>(hooks: VerifierHooks<Request>): Reporter<Request> {
  const { onVerified, onRejected } = hooks;
  const rejected: Reporter<Request>['rejected'] = (request, facts, error) => {
    const code = isForwardToError(error) ? error.code : undefined;
    if (onRejected) callHook(() => onRejected({ code, error, ...facts, ...readCorrelationId(request) }, request));
  };
  return {
    verified: (request, facts, session) => {
      if (onVerified) callHook(() => onVerified({ ...facts, session, ...readCorrelationId(request) }, request));
      if (onRejected) {
        rememberReport(session, (error) => {
          rejected(request, facts, error);
        });
      }
    },
    rejected,
  };
}

// A registered symbol, since verifier and permission guard may come from the ES module and the CommonJS build. Not
// enumerable: nobody else sees it on a session, and no copy has it.
const REPORT = Symbol.for('@forward-to/server report refusal');

function rememberReport(session: Session, report: (error: unknown) => void): void {
  Object.defineProperty(session, REPORT, { value: report });
}

/** Reports the refusal of somebody who was verified before, to the hooks of the verifier that did. */
export function reportRefusal(session: Session, error: unknown): void {
  (session as { [REPORT]?: (error: unknown) => void })[REPORT]?.(error);
}

function callHook(hook: () => unknown): void {
  void (async () => {
    await hook();
  })().catch(() => {
    warn(
      'FORWARD_TO_HOOK_FAILED',
      '"onVerified" or "onRejected" threw an error, so a request may be missing in your audit trail.',
    );
  });
}

/** Only what looks like a correlation ID may reach a log: no line breaks, no documents. */
function readCorrelationId(request: object): { correlationId?: string } {
  const [value = ''] = readHeaderValues(request, 'x-correlation-id');
  return /^[\w/.:-]{1,200}$/.test(value) ? { correlationId: value } : {};
}
