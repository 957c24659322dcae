import type { ApplicationUser } from './application-context-value.ts';
import type { FetchedUser } from './fetched-data.ts';
import { known } from './known.ts';

/** The user as the context shows it: `language` is called `locale`, a missing time zone is the browser's. */
export function mapUser(user: FetchedUser | null | undefined): ApplicationUser | null {
  if (!user) return null;
  const { id, email, createdAt, firstName, lastName, businessRole, projects, language, timeZone, idTokenUserInfo } =
    user;
  return known<ApplicationUser>({
    id,
    email,
    createdAt,
    firstName,
    lastName,
    businessRole,
    projects,
    locale: language ?? undefined,
    timeZone: timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone, // eslint-disable-line @typescript-eslint/prefer-nullish-coalescing -- an empty one is as good as none
    idTokenUserInfo: idTokenUserInfo
      ? { ...idTokenUserInfo, additionalClaims: parseClaims(idTokenUserInfo.additionalClaims) }
      : undefined,
  });
}

function parseClaims(text: string | null | undefined): Record<string, unknown> | null {
  try {
    return JSON.parse(text ?? 'null') as Record<string, unknown> | null;
  } catch {
    return null; // Of somebody else's making; the page goes on without them.
  }
}
