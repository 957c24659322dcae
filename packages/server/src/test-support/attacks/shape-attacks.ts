import { attacks } from './attack.ts';
import type { Attack } from './attack.ts';
import { encode, json } from './lab.ts';
import type { Lab } from './lab.ts';

/** Tokens that two readers could read in two ways: RFC 7515 §2 and §5.2, RFC 8259 §4. */
export function shapeAttacks(lab: Lab): Attack[] {
  const good = lab.token();
  const [header, claims, signature] = good.split('.') as [string, string, string];
  const head = json({ alg: 'RS256', kid: 'gateway' });
  const body = json(lab.claims());
  const withClaims = (text: string | Buffer) => lab.tokenOf(head, text);
  const withHeader = (text: string | Buffer) => lab.tokenOf(text, body);
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  const code = 'malformed_token';
  return [
    ...attacks('counting parts loosely', code, {
      'one part': header,
      'two parts': `${header}.${claims}`,
      'four parts': `${good}.${signature}`,
      'five parts, as encrypted tokens have': `${header}.${claims}.${signature}.${signature}.${signature}`,
      'a dot at the end': `${good}.`,
      'a dot at the start': `.${good}`,
      'dots alone': '..',
      'an empty header': `.${claims}.${signature}`,
      'empty claims': `${header}..${signature}`,
      'JSON serialisation': encode(json({ payload: claims, protected: header, signature })),
    }),
    ...attacks('decoding base64 loosely', code, {
      'padded signature': `${good}==`,
      'padded claims': `${header}.${claims}=.${signature}`,
      'the other alphabet': `${header}.${claims}.+/${signature.slice(2)}`,
      'a space inside': `${header}.${claims.slice(0, 9)} ${claims.slice(9)}.${signature}`,
      'a tab inside': `${header}.${claims}.${signature.slice(0, 9)}\t${signature.slice(9)}`,
      'non-ASCII text': `${header}.${claims}.é${signature.slice(1)}`,
      'percent-encoding': `${header}.${claims}.${signature.slice(0, -1)}%41`,
      // 256 bytes leave four bits of the last character unused.
      'leftover bits': `${header}.${claims}.${withLeftoverBits(signature)}`,
      'an impossible length': `${header}.${claims}.${signature}AAA`,
      'quotes around': `"${good}"`,
    }),
    ...attacks('parsing JSON loosely', code, {
      'claims twice: exp': withClaims(body.replace('{', '{"exp":0,')),
      'claims twice: sub': withClaims(body.replace('{', '{"sub":"root",')),
      'claims twice, one with escapes': withClaims(body.replace('{', '{"s\\u0075b":"root",')),
      'a header member twice': withHeader(head.replace('{', '{"alg":"none",')),
      'a name twice on a lower level': withClaims(body.replace('{', '{"act":{"a":1,"a":2},')),
      'claims with __proto__ instead of sub': withClaims(
        json(lab.claims({ sub: undefined })).replace('{', '{"__proto__":{"sub":"root"},"__proto__":1,'),
      ),
      'claims as a list': withClaims(`[${body}]`),
      'claims as a string': withClaims(json(body)),
      'claims null': withClaims('null'),
      'claims a number': withClaims('1'),
      'header as a list': withHeader(`[${head}]`),
      'header null': withHeader('null'),
      'a comma at the end': withClaims(body.replace('}', ',}')),
      'a comment': withClaims(`${body}/**/`),
      'single quotes': withClaims(body.replaceAll('"', "'")),
      'two documents': withClaims(body + body),
      'text after the claims': withClaims(`${body} x`),
      'a byte order mark': withClaims(`\uFEFF${body}`),
      'UTF-16': withClaims(Buffer.from(body, 'utf16le')),
      'bytes that are no UTF-8': withClaims(Buffer.from(body.replace('user-1', 'us\u00ffr'), 'latin1')),
      'overlong UTF-8': withClaims(
        Buffer.concat([
          Buffer.from(body.slice(0, -1)),
          Buffer.from(',"x":"'),
          Buffer.of(0xc0, 0xaf),
          Buffer.from('"}'),
        ]),
      ),
      'deep JSON': withClaims(body.replace('{', `{"x":${deep(2000)},`)),
    }),
    ...attacks('spending time on size', code, {
      '17 KiB': lab.token({ x: 'x'.repeat(12 * 1024) }),
      '64 KiB': lab.token({ x: 'x'.repeat(48 * 1024) }),
      '64 KiB of one part': 'x'.repeat(64 * 1024),
      '64 KiB of dots': '.'.repeat(64 * 1024),
    }),
    ...attacks('a claim that comes from the prototype', 'missing_claim', {
      'sub in __proto__': withClaims(json(lab.claims({ sub: undefined })).replace('{', '{"__proto__":{"sub":"root"},')),
      'sub in constructor.prototype': withClaims(
        json(lab.claims({ sub: undefined })).replace('{', '{"constructor":{"prototype":{"sub":"root"}},'),
      ),
    }),
  ];
}

/** The same bytes in another spelling: the last character with one unused bit set. */
function withLeftoverBits(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + alphabet.charAt(alphabet.indexOf(text.slice(-1)) + 1);
}
