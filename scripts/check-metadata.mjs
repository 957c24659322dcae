// npm run check:metadata: what a registry shows of each package. With --publish, which `npm publish` runs, the URL of the repository must be set as well.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { packagesInOrder } from './packages.mjs';
import { originOf, relativeLinks, repositoryUrl } from './repository.mjs';

const publishing = process.argv.includes('--publish');
// npm publishes from the folder of the package.
if (publishing) process.chdir(path.join(import.meta.dirname, '..'));
const KEYWORDS = ['commercetools', 'merchant-center', 'custom-application', 'forward-to'];
const url = repositoryUrl();
const problems = [];
if (publishing && url === undefined) {
  problems.push(
    'The repository is not set. Run "npm run set-repository -- https://host/owner/name" before you publish.',
  );
}
for (const { folder, manifest } of packagesInOrder()) {
  const say = (problem) => problems.push(`${folder}: ${problem}`);
  const missing = KEYWORDS.filter((keyword) => !manifest.keywords?.includes(keyword));
  if (missing.length > 0) say(`keywords must contain ${missing.join(', ')}.`);
  if (!/Custom Application|Merchant Center/.test(manifest.description ?? '')) {
    say('description must say "Custom Application" or "Merchant Center": a search looks for these words.');
  }
  const expected = url === undefined ? {} : originOf(url, folder);
  for (const field of ['homepage', 'bugs', 'repository']) {
    if (isDeepStrictEqual(manifest[field], expected[field])) continue;
    const should =
      expected[field] === undefined ? 'absent until the repository is set' : JSON.stringify(expected[field]);
    say(`${field} must be ${should} (found ${JSON.stringify(manifest[field])}). Run "npm run set-repository".`);
  }
  const links = relativeLinks(readFileSync(path.join(folder, 'README.md'), 'utf8'), folder);
  for (const link of links) {
    if (!existsSync(link)) say(`README.md links to ${link}, which does not exist.`);
    else if (url !== undefined)
      say(`README.md links to ${link} by a relative path. Run "npm run set-repository -- ${url}".`);
  }
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(
  `The metadata of the packages agree; ${url === undefined ? 'the repository is not set yet' : `repository: ${url}`}`,
);
