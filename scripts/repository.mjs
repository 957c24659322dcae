import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packagesInOrder } from './packages.mjs';

/** A Markdown link or image to a file of the repository: neither an absolute URL nor an anchor on the same page. */
const RELATIVE_LINK = /(\]\()(?![a-z][a-z\d+.-]*:|#|\/\/)([^)\s#]+)(#[^)\s]*)?(?=[\s)])/gi;

/**
 * The URL of the repository, `undefined` until `npm run set-repository` has written it: the field `repository` of the root's manifest.
 *
 * @returns {string | undefined}
 */
export function repositoryUrl() {
  return JSON.parse(readFileSync('package.json', 'utf8')).repository?.url.replace(/^git\+|\.git$/g, '');
}

/** What the manifest of a folder says about where it comes from. */
export function originOf(url, folder) {
  return {
    homepage: folder === '' ? `${url}#readme` : `${url}/tree/HEAD/${folder}#readme`,
    bugs: { url: `${url}/issues` },
    repository: { type: 'git', url: `git+${url}.git`, ...(folder !== '' && { directory: folder }) },
  };
}

/** Links to files of the repository that stand in the README of a folder, as paths from the root. */
export function relativeLinks(readme, folder) {
  return [...readme.matchAll(RELATIVE_LINK)].map(([, , target]) => path.posix.join(folder, target));
}

/** The README with links that also work where the rest of the repository is not there, such as on the page of a registry. */
export function withAbsoluteLinks(readme, url, folder) {
  return readme.replace(
    RELATIVE_LINK,
    (_, start, target, anchor = '') => `${start}${url}/blob/HEAD/${path.posix.join(folder, target)}${anchor}`,
  );
}

/** Writes the URL into every manifest, and into the links of every package's README. */
export function setRepository(url) {
  for (const folder of ['', ...packagesInOrder().map((found) => found.folder)]) {
    const file = path.join(folder, 'package.json');
    const origin = originOf(url, folder);
    const entries = Object.entries(JSON.parse(readFileSync(file, 'utf8'))).filter(([name]) => !(name in origin));
    // After the licence, where npm's own documentation shows them.
    const place = entries.findIndex(([name]) => name === 'license') + 1;
    const written = Object.fromEntries(entries.toSpliced(place, 0, ...Object.entries(origin)));
    writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`);
    if (folder === '') continue;
    const readme = path.join(folder, 'README.md');
    writeFileSync(readme, withAbsoluteLinks(readFileSync(readme, 'utf8'), url, folder));
  }
}
