/**
 * What the application shell asks the Merchant Center about itself, for its targets `mc` and `settings`.
 *
 * Fields that no local gateway can know are there with an empty answer, so that a page that asks for them still starts.
 * Anything else is rejected by name.
 */
export const MERCHANT_CENTER_SCHEMA = /* GraphQL */ `
  type Query {
    "The user who is signed in."
    me: User!
    "A Project that the user has access to; without a key the one of the header X-Project-Key."
    project(key: String): Project
    amILoggedIn: Boolean!
    "Feature flags; the only ones that may be asked for without a session."
    allFeatures: [Feature!]!
    projectExtension: ProjectExtension
    applicationsMenu: ApplicationsMenu
    allCustomViewsInstallationsByLocator(locator: String!): [CustomViewInstallation!]!
  }

  type User {
    id: String!
    email: String!
    createdAt: String!
    gravatarHash: String!
    firstName: String!
    lastName: String!
    businessRole: String
    language: String!
    numberFormat: String!
    timeZone: String
    defaultProjectKey: String
    projects: ProjectList!
    idTokenUserInfo: IdTokenUserInfo
    launchdarklyTrackingId: String!
    launchdarklyTrackingGroup: String!
    launchdarklyTrackingSubgroup: String
    launchdarklyTrackingTeam: [String!]
    launchdarklyTrackingTenant: String!
    launchdarklyTrackingCloudEnvironment: String
  }

  type IdTokenUserInfo {
    iss: String!
    sub: String!
    aud: String!
    exp: Int!
    iat: Int!
    email: String
    name: String
    additionalClaims: String
  }

  type ProjectList {
    total: Int!
    results: [Project!]!
  }

  type Project {
    key: String!
    version: Int
    name: String!
    countries: [String!]!
    currencies: [String!]!
    languages: [String!]!
    initialized: Boolean!
    isProductionProject: Boolean!
    isUserAdminOfCurrentProject: Boolean!
    productCatalogModel: String
    sampleDataImportDataset: String
    expiry: ProjectExpiry!
    suspension: ProjectSuspension!
    owner: Organization!
    allAppliedPermissions: [AppliedPermission!]!
    allAppliedActionRights: [AppliedActionRight!]!
    allAppliedDataFences: [AppliedDataFence!]!
    allPermissionsForAllApplications: ApplicationsPermissions!
  }

  type ProjectExpiry {
    isActive: Boolean!
    daysLeft: Int
  }

  type ProjectSuspension {
    isActive: Boolean!
    reason: String
  }

  type Organization {
    id: String!
    name: String!
  }

  type AppliedPermission {
    name: String!
    value: Boolean!
  }

  type AppliedActionRight {
    group: String!
    name: String!
    value: Boolean!
  }

  union AppliedDataFence = StoreDataFence

  type StoreDataFence {
    type: String!
    name: String!
    value: String!
    group: String!
  }

  type ApplicationsPermissions {
    allAppliedPermissions: [AppliedPermission!]!
    allAppliedActionRights: [AppliedActionRight!]!
    allAppliedDataFences: [AppliedDataFence!]!
    allAppliedMenuVisibilities: [AppliedPermission!]!
  }

  type Feature {
    name: String!
    value: String!
    reason: String
  }

  type ProjectExtension {
    id: ID!
    installedApplications: [InstalledApplication!]!
    imageRegex: ImageRegex
  }

  type InstalledApplication {
    application: InstalledApplicationData!
  }

  type InstalledApplicationData {
    id: ID!
    entryPointUriPath: String!
    icon: String!
    mainMenuLink: MenuLink!
    submenuLinks: [SubmenuLink!]!
  }

  type MenuLink {
    id: ID!
    permissions: [String!]!
    defaultLabel: String!
    labelAllLocales: [LocalizedLabel!]!
  }

  type SubmenuLink {
    id: ID!
    uriPath: String!
    permissions: [String!]!
    defaultLabel: String!
    labelAllLocales: [LocalizedLabel!]!
  }

  type LocalizedLabel {
    locale: String!
    value: String!
  }

  type ImageRegex {
    thumb: ImageRegexOptions
    small: ImageRegexOptions
  }

  type ImageRegexOptions {
    flag: String!
    search: String!
    replace: String!
  }

  type ApplicationsMenu {
    appBar: [MenuEntry!]!
    navBar: [MenuEntry!]!
    navBarGroups: [MenuGroup!]!
  }

  type MenuGroup {
    key: String!
    items: [MenuEntry!]!
  }

  type MenuEntry {
    key: String!
    uriPath: String!
    icon: String
    labelAllLocales: [LocalizedLabel!]!
    featureToggle: String
    permissions: [String!]!
    actionRights: [MenuActionRight!]
    dataFences: [MenuDataFence!]
    submenu: [MenuEntry!]!
  }

  type MenuActionRight {
    group: String!
    name: String!
  }

  type MenuDataFence {
    group: String!
    name: String!
    type: String!
  }

  type CustomViewInstallation {
    id: ID!
    customView: CustomView!
  }

  type CustomView {
    id: ID!
    defaultLabel: String!
    labelAllLocales: [LocalizedLabel!]!
    url: String!
    type: String!
    typeSettings: CustomViewTypeSettings
    locators: [String!]!
    permissions: [CustomViewPermission!]!
  }

  type CustomViewTypeSettings {
    size: String
  }

  type CustomViewPermission {
    name: String!
    oAuthScopes: [String!]!
  }
`;
