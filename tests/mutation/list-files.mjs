import { readdirSync } from 'node:fs';

/** Nothing in these notices a mutant of its own package: they check types, names, another process, or that the package loads. */
const BLIND_SPECS = /(?:types|export-list|cli|plain-jsdom)\.spec\.ts$/;
const SOURCE = /^(?!.*(?:\.spec\.tsx?|\.d\.ts)$)(?!.*(?:^|\/)(?:index\.ts$|test-support\/)).*\.tsx?$/;

/** Files of a package that are mutated; `filters` keeps those whose path contains one of them. */
export function listSources(folder, filters) {
  return listFiles(folder).filter(
    (file) => SOURCE.test(file) && (filters.length === 0 || filters.some((part) => file.includes(part))),
  );
}

/** Specs of a package that can notice a mutant. */
export function listSpecs(folder) {
  return listFiles(folder).filter((file) => /\.spec\.tsx?$/.test(file) && !BLIND_SPECS.test(file));
}

function listFiles(folder) {
  const base = `${folder.replace(/\/+$/, '')}/src`;
  try {
    return readdirSync(base, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll('\\', '/'))
      .sort();
  } catch {
    return [];
  }
}
