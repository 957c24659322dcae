// npm run set-repository -- https://host/owner/name: once, before the first publication. Writes where the packages come from into every manifest
// (homepage, bugs, repository) and makes the links in the packages' READMEs absolute, so that they work on the page of a registry.
import { setRepository } from './repository.mjs';

const [url] = process.argv.slice(2);
if (!/^https:\/\/[^/?#\s]+(?:\/[^/?#\s]+){2,}(?<!\.git)$/.test(url ?? '')) {
  console.error(`The URL must have the form https://host/owner/name (received ${JSON.stringify(url)}).`);
  console.error('Usage: npm run set-repository -- https://host/owner/name');
  process.exit(2);
}
setRepository(url);
console.log(`Every package now names ${url}. Look at the changes and commit them.`);
