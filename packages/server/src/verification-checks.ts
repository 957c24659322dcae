import { checkAudience } from './check-audience.ts';
import type { AudienceOptions } from './check-audience.ts';
import { checkExpiry, checkLifetime, checkStart, checkType } from './check-claims.ts';
import type { TokenTimes } from './check-claims.ts';
import { refusal } from './errors.ts';
import type { JsonObject } from './parse-json-object.ts';
import { HEADER_CHECKS } from './read-headers.ts';
import type { HeaderChecks } from './read-headers.ts';
import { FORM_CHECKS } from './read-token.ts';
import type { FormChecks } from './read-token.ts';
import type { Session } from './session.ts';

/** The checks that a call must pass, beside those without which a token could not be read at all. */
export interface VerificationChecks extends HeaderChecks, FormChecks {
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
  checkSignature,
  checkExpiry,
  checkStart,
  checkLifetime,
  checkAudience,
  checkType,
  checkProject,
};

function checkSignature(isSigned: boolean): void {
  if (!isSigned) throw refusal('invalid_signature');
}

function checkProject({ projectKey }: Session, projects: readonly string[] | 'any'): void {
  if (projects === 'any' || projects.includes(projectKey)) return;
  throw refusal('project_not_allowed', { expected: projects });
}
