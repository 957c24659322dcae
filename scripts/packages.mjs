import { readFileSync, readdirSync } from 'node:fs';

/** Folders of the published packages, each after those that it depends on. */
export function packagesInOrder() {
  const manifests = new Map(
    readdirSync('packages').map((folder) => [
      `@forward-to/${folder}`,
      { folder: `packages/${folder}`, manifest: JSON.parse(readFileSync(`packages/${folder}/package.json`, 'utf8')) },
    ]),
  );
  const ordered = new Set();
  const visit = (name) => {
    const found = manifests.get(name);
    if (!found || ordered.has(found)) return;
    Object.keys({ ...found.manifest.dependencies, ...found.manifest.peerDependencies }).forEach(visit);
    ordered.add(found);
  };
  [...manifests.keys()].forEach(visit);
  return [...ordered];
}
