import type { GatewayUser } from '../gateway-options.ts';

/** What the Merchant Center shows about a user, with nothing left out. */
export interface UserProfile {
  email: string;
  firstName: string;
  lastName: string;
  /** Language of the texts, for example `en`. */
  language: string;
  /** Decides how numbers and dates are written, for example `en-GB`. */
  locale: string;
  timeZone: string;
}

/** Fills in what the configuration leaves out about a user. */
export function createUserProfile(user: GatewayUser): UserProfile {
  const [firstName = user.name, ...rest] = user.name.trim().split(/\s+/);
  const language = user.language ?? 'en';
  return {
    email: user.email ?? `${encodeURIComponent(user.id)}@example.com`,
    firstName,
    lastName: rest.join(' '),
    language,
    locale: user.locale ?? language,
    timeZone: user.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
