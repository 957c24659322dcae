import { createHash } from 'node:crypto';
import type { GatewayUser } from '../gateway-options.ts';
import { createUserProfile } from './user-profile.ts';

/** Who asks, and about which Project. */
export interface MerchantCenterContext {
  /**
   * The user who is signed in.
   *
   * @throws ForwardToError `unauthenticated` when nobody is.
   */
  requireUser: () => GatewayUser;
  isSignedIn: boolean;
  /** Project of the header `X-Project-Key`. */
  projectKey: string | undefined;
}

/**
 * Answers the root fields of the Merchant Center's schema from the gateway's users, Projects and permissions.
 *
 * Only feature flags and the question whether somebody is signed in are answered without a session.
 */
export function createRootValue({
  requireUser,
  isSignedIn,
  projectKey,
}: MerchantCenterContext): Record<string, unknown> {
  const withUser = (answer: unknown) => () => {
    requireUser();
    return answer;
  };
  return {
    amILoggedIn: isSignedIn,
    allFeatures: [],
    me: () => describeUser(requireUser()),
    project: ({ key }: { key?: string | null }) => describeProject(requireUser(), key ?? projectKey),
    projectExtension: withUser(null),
    applicationsMenu: withUser({ appBar: [], navBar: [], navBarGroups: [] }),
    allCustomViewsInstallationsByLocator: withUser([]),
  };
}

function describeUser(user: GatewayUser): Record<string, unknown> {
  const { email, firstName, lastName, language, locale, timeZone } = createUserProfile(user);
  const keys = Object.keys(user.projects);
  return {
    id: user.id,
    email,
    createdAt: BEGINNING,
    gravatarHash: createHash('md5').update(email.trim().toLowerCase()).digest('hex'),
    firstName,
    lastName,
    businessRole: null,
    language,
    numberFormat: locale,
    timeZone,
    defaultProjectKey: keys[0] ?? null,
    projects: { total: keys.length, results: keys.map((key) => describeProject(user, key)) },
    idTokenUserInfo: null,
    launchdarklyTrackingId: user.id,
    launchdarklyTrackingGroup: 'local',
    launchdarklyTrackingTenant: 'local',
    launchdarklyTrackingTeam: [],
  };
}

/** `null` where the user has no access, as for a Project that does not exist. */
function describeProject(user: GatewayUser, key: string | undefined): Record<string, unknown> | null {
  const access = key !== undefined && Object.hasOwn(user.projects, key) ? user.projects[key] : undefined;
  if (access === undefined) return null;
  const applied = {
    allAppliedPermissions: access.permissions.map((name) => ({ name, value: true })),
    allAppliedActionRights: [],
    allAppliedDataFences: [],
    allAppliedMenuVisibilities: [],
  };
  return {
    key,
    version: 1,
    name: key,
    countries: ['DE', 'US'],
    currencies: ['EUR', 'USD'],
    languages: ['en', 'de'],
    initialized: true,
    isProductionProject: false,
    isUserAdminOfCurrentProject: false,
    productCatalogModel: null,
    sampleDataImportDataset: null,
    expiry: { isActive: false, daysLeft: null },
    suspension: { isActive: false, reason: null },
    owner: { id: 'local', name: 'Local gateway' },
    ...applied,
    allPermissionsForAllApplications: applied,
  };
}

/** The shell wants a date; users of a local gateway have none. */
const BEGINNING = new Date(0).toISOString();
