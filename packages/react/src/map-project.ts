import type { ActionRights, ApplicationProject, DataFences, Permissions } from './application-context-value.ts';
import type { FetchedProject } from './fetched-data.ts';
import { known } from './known.ts';

/** What is known of a Project, and what the user may do in it. */
export interface ProjectFacts {
  project: ApplicationProject | null;
  permissions: Permissions | null;
  actionRights: ActionRights | null;
  dataFences: DataFences | null;
}

/** The Project as the context shows it. */
export function mapProject(fetched: FetchedProject | null | undefined): ProjectFacts {
  if (!fetched) return { project: null, permissions: null, actionRights: null, dataFences: null };
  const { key, version, name, countries, currencies, languages, owner, sampleDataImportDataset } = fetched;
  const { isUserAdminOfCurrentProject, isProductionProject, productCatalogModel } = fetched;
  return {
    project: known<ApplicationProject>({
      key,
      version,
      name,
      countries,
      currencies,
      languages,
      ownerId: owner?.id,
      ownerName: owner?.name,
      sampleDataImportDataset,
      isUserAdminOfCurrentProject,
      isProductionProject,
      productCatalogModel,
    }),
    permissions: mapPermissions(fetched.allAppliedPermissions),
    actionRights: mapActionRights(fetched.allAppliedActionRights),
    dataFences: mapDataFences(fetched.allAppliedDataFences),
  };
}

function mapPermissions(list: FetchedProject['allAppliedPermissions']): Permissions | null {
  const permissions: Permissions = {};
  for (const { name, value } of list ?? []) permissions[name] = value;
  return orNull(permissions);
}

function mapActionRights(list: FetchedProject['allAppliedActionRights']): ActionRights | null {
  const rights: ActionRights = {};
  for (const { group, name, value } of list ?? []) if (group) member<Permissions>(rights, group, {})[name] = value;
  return orNull(rights);
}

function mapDataFences(list: FetchedProject['allAppliedDataFences']): DataFences | null {
  const fences: DataFences = {};
  for (const { type, group, name, value } of list ?? []) {
    // The only type that there is.
    if (type !== 'store' || !group) continue;
    member(member(member(fences, type, {}), group, {}), name, { values: [] as string[] }).values.push(value);
  }
  return orNull(fences);
}

/** Null where nothing was applied: an application then falls back to its own rule. */
function orNull<Value extends object>(found: Value): Value | null {
  return Object.keys(found).length > 0 ? found : null;
}

/** The member of that name, made when it is missing. Own members only: a group may be called "constructor". */
function member<Value>(record: Record<string, Value>, name: string, missing: Value): Value {
  if (!Object.hasOwn(record, name)) record[name] = missing;
  return record[name] as Value;
}
