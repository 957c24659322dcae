/** Who is signed in. */
export interface ApplicationUser {
  id: string;
  email?: string;
  createdAt?: string;
  firstName?: string;
  lastName?: string;
  businessRole?: string | null;
  projects?: unknown;
  /** Language of the user interface, for example `en`. */
  locale?: string;
  /** IANA name. */
  timeZone: string;
  /** Claims of the user's own identity provider. */
  idTokenUserInfo?: { additionalClaims?: Record<string, unknown> | null; [claim: string]: unknown };
}

/** The Project that the page shows. */
export interface ApplicationProject {
  key: string;
  version?: number | null;
  name?: string;
  countries?: string[];
  currencies?: string[];
  languages?: string[];
  ownerId?: string;
  ownerName?: string;
  sampleDataImportDataset?: string | null;
  isUserAdminOfCurrentProject?: boolean | null;
  isProductionProject?: boolean;
  productCatalogModel?: string | null;
}

/** Whether the user has a permission, by its name: `{ canViewOrders: true }`. */
export type Permissions = Record<string, boolean>;
/** Rights by group: `{ orders: { canEditPrices: true } }`. */
export type ActionRights = Record<string, Record<string, boolean>>;
/** What a permission is limited to: `{ store: { orders: { canViewOrders: { values: ['usa'] } } } }`. */
export type DataFences = Record<string, Record<string, Record<string, { values: string[] }>>>;

/** The fields of `window.app` that the application shell knows. */
export interface KnownEnvironment {
  applicationId?: string;
  applicationIdentifier?: string;
  applicationName?: string;
  entryPointUriPath?: string;
  customViewId?: string;
  env?: string;
  mcApiUrl?: string;
}

/** `window.app`, with the `additionalEnv` of the application. */
export type ApplicationEnvironment<Additional extends object> = Additional & KnownEnvironment & Record<string, unknown>;

/**
 * What an application knows of the page that it is shown in.
 *
 * `user` is null until the user is known, `project` and what comes with it (`permissions`, `actionRights`, `dataFences`) until a
 * Project is; those three are also null where nothing was applied.
 */
export interface ApplicationContextValue<Additional extends object = object> {
  environment: ApplicationEnvironment<Additional>;
  user: ApplicationUser | null;
  project: ApplicationProject | null;
  permissions: Permissions | null;
  actionRights: ActionRights | null;
  dataFences: DataFences | null;
  /** Locale of the Project's data that the user has chosen. */
  dataLocale: string | null;
}
