import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const pages = [
  'README.md',
  ...(existsSync('docs/guides') ? readdirSync('docs/guides') : []).map((name) => `docs/guides/${name}`),
  ...readdirSync('packages').map((name) => `packages/${name}/README.md`),
].filter((name) => name.endsWith('.md'));

/** Code blocks that say where they were cut from: `<!-- cut from path -->` on the line before the fence. */
const snippets = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/<!-- cut from (\S+) -->\n+```\w+\n([\s\S]*?)```/g)].map(
    ([, file, code]) => ({
      page,
      file: file!,
      code: code!,
    }),
  ),
);

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

describe('snippets', () => {
  it('are found', () => {
    expect(snippets.length).toBeGreaterThan(0);
  });

  it.each(snippets)('$page shows what stands in $file', ({ file, code }) => {
    // Indentation aside, a snippet is a run of lines of the file; "// …" stands for lines left out.
    const source = lines(readFileSync(file, 'utf8')).join('\n');
    for (const part of lines(code)
      .join('\n')
      .split(/\n?\/\/ …\n?/))
      expect(source).toContain(part);
  });
});
