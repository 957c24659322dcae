import { checkAudience } from './check-audience.ts';
import type { AudienceOptions } from './check-audience.ts';
import { checkExpiry, checkLifetime, checkStart, checkType } from './check-claims.ts';
import type { TokenTimes } from './check-claims.ts';
import { refusal } from './errors.ts';
import type { KeyStore } from './key-store.ts';
import type { JsonObject } from './parse-json-object.ts';
import { HEADER_CHECKS } from './read-headers.ts';
import type { HeaderChecks } from './read-headers.ts';
import { FORM_CHECKS } from './read-token.ts';
import type { FormChecks } from './read-token.ts';
import { PATH_CHECKS } from './request-path.ts';
import type { PathChecks } from './request-path.ts';
import type { Session } from './session.ts';
import { findIssuer } from './trusted-issuers.ts';
import type { TrustedIssuer, TrustedIssuers } from './trusted-issuers.ts';
import type { SignatureCheck } from './verify-signature.ts';

/** The checks that a call must pass, beside those without which a token could not be read at all; the finders refuse, too. */
export interface VerificationChecks extends HeaderChecks, FormChecks, PathChecks {
  findIssuer(claims: JsonObject, issuers: TrustedIssuers): TrustedIssuer;
  findKey(keys: KeyStore, kid: string): SignatureCheck | Promise<SignatureCheck>;
  checkSignature(isSigned: boolean): void;
  checkExpiry(times: TokenTimes): void;
  checkStart(times: TokenTimes): void;
  checkLifetime(times: TokenTimes): void;
  checkAudience(claims: JsonObject, path: string, options: AudienceOptions): void;
  checkType(claims: JsonObject): void;
  checkProject(session: Session, projects: readonly string[] | 'any'): void;
}

/** All of them, in one object, so that a test can leave each one out and see that the attack corpus notices. */
export const VERIFICATION_CHECKS: VerificationChecks = {
  ...HEADER_CHECKS,
  ...FORM_CHECKS,
  ...PATH_CHECKS,
  findIssuer,
  findKey,
  checkSignature,
  checkExpiry,
  checkStart,
  checkLifetime,
  checkAudience,
  checkType,
  checkProject,
};

function findKey(keys: KeyStore, kid: string): SignatureCheck | Promise<SignatureCheck> {
  return keys.find(kid);
}

function checkSignature(isSigned: boolean): void {
  if (!isSigned) throw refusal('invalid_signature');
}

function checkProject({ projectKey }: Session, projects: readonly string[] | 'any'): void {
  if (projects === 'any' || projects.includes(projectKey)) return;
  throw refusal('project_not_allowed', { expected: projects });
}
