/** The user as the Merchant Center's API gives it; what is not listed is left out of the context. */
export interface FetchedUser {
  id: string;
  email?: string;
  createdAt?: string;
  firstName?: string;
  lastName?: string;
  businessRole?: string | null;
  projects?: unknown;
  language?: string | null;
  timeZone?: string | null;
  /** `additionalClaims` is JSON as text. */
  idTokenUserInfo?: { additionalClaims?: string | null; [claim: string]: unknown } | null;
  [field: string]: unknown;
}

/** A permission or right that was applied; `group` for rights and fences, `type` for fences, whose value is what they allow. */
export interface Applied<Value> {
  name: string;
  value: Value;
  group?: string | null;
  type?: string;
  [field: string]: unknown;
}

/** The Project as the Merchant Center's API gives it; what is not listed is left out of the context. */
export interface FetchedProject {
  key: string;
  version?: number | null;
  name?: string;
  countries?: string[];
  currencies?: string[];
  languages?: string[];
  owner?: { id?: string; name?: string; [field: string]: unknown } | null;
  sampleDataImportDataset?: string | null;
  isUserAdminOfCurrentProject?: boolean | null;
  isProductionProject?: boolean;
  productCatalogModel?: string | null;
  allAppliedPermissions?: readonly Applied<boolean>[] | null;
  allAppliedActionRights?: readonly Applied<boolean>[] | null;
  allAppliedDataFences?: readonly Applied<string>[] | null;
  [field: string]: unknown;
}
