import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { addToPage } from './add-to-page.ts';

const POLICY = { 'script-src': ["'self'"], 'style-src': ["'self'"] };
const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const scriptOf = (html: string) => /<script>(window\.app = .*?;)<\/script>/s.exec(html)?.[1] ?? '';

describe('window.app', () => {
  it('is what was given, whatever that holds, and stays one script', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (values) => {
        const app = JSON.parse(JSON.stringify(values)) as Record<string, unknown>;
        const script = scriptOf(addToPage('<head></head>', { app, policy: undefined }));
        expect(script).toMatch(/^[\x20-\x7e]+$/);
        expect(script).not.toMatch(/[<>]/);
        expect(JSON.parse(script.slice('window.app = '.length, -1))).toEqual(app);
      }),
    );
  });

  it.each([
    ['<!doctype html><html><head><title>x</title>', '<head>', '<title>'],
    ['<!doctype html><html lang="en"><head data-x="1"><meta charset="utf-8"><title>', 'charset', '<title>'],
    ['<!doctype html><html lang="en"><body>', '<html', '<body>'],
    ['<!doctype html><p>', '<!doctype html>', '<p>'],
    ['<p>', '', '<p>'],
  ])('stands early in %s', (html, before, after) => {
    const page = addToPage(html, { app: {}, policy: POLICY });
    const positions = [before, 'http-equiv', 'window.app', after].map((part) => page.indexOf(part));
    expect(positions).not.toContain(-1);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  });
});

describe('the policy', () => {
  it('is left out when there is none', () => {
    expect(addToPage('<head></head>', { app: {}, policy: undefined })).not.toContain('http-equiv');
  });

  it('holds the hash of each script and style in the page, and of nothing that is loaded', () => {
    const html =
      '<head><script src="/a.js"></script><script type="module">a()\r\nb()</script><SCRIPT>c()</SCRIPT><style media="print">p {}</style></head>';
    const page = addToPage(html, { app: {}, policy: POLICY });
    // A browser's parser makes each line break a line feed before it hashes.
    expect(page).toContain(`script-src 'self' ${hash('window.app = {};')} ${hash('a()\nb()')} ${hash('c()')};`);
    expect(page).toContain(`style-src 'self' ${hash('p {}')}"`);
  });

  it('holds no hash where everything is allowed, since a hash would switch that off', () => {
    const page = addToPage('<head><style>p {}</style></head>', {
      app: {},
      policy: { ...POLICY, 'style-src': ["'self'", "'unsafe-inline'"] },
    });
    expect(page).toContain(`style-src 'self' 'unsafe-inline'"`);
  });

  it('cannot end the attribute that it stands in', () => {
    const page = addToPage('<head></head>', {
      app: {},
      policy: { ...POLICY, 'img-src': ['https://a.example/?a&b"c'] },
    });
    expect(page).toContain('https://a.example/?a&amp;b&quot;c');
  });
});
