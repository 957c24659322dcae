// Entry for Node, Bun and Deno: the built package as it is installed.
import { readFileSync } from 'node:fs';
import { runSuite } from './suite.mjs';

const { count, failures } = await runSuite(JSON.parse(readFileSync(process.argv[2], 'utf8')));
for (const failure of failures) console.error(failure);
console.log(`${count - failures.length} of ${count}`);
process.exitCode = failures.length > 0 ? 1 : 0;
