import { describe, expect, it } from '@jest/globals';
import { createJsonObjectParser } from './parse-json-object.ts';

const parseJsonObject = createJsonObjectParser();
const parse = (text: string) => parseJsonObject(Buffer.from(text));

describe('createJsonObjectParser', () => {
  it.each([
    '{}',
    '{"a":1,"b":{"a":[{"a":2},{"a":3}]}}',
    '{ "a" : 1 ,\n"b"\t:2 }',
    '{"a":"\\":","b":"\\\\"}',
    '{"a":" :","b":":","c":"{\\"d\\":1,\\"d\\":2}"}',
    '{"2":1,"1":"é漢\\u00e9"}',
    '{"__proto__":1}',
  ])('reads %s', (text) => {
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  it.each([
    '{"a":1,"a":2}',
    '{"a":1,"a" :2}',
    '{"a" :1,"a"\n:2}',
    '{"a":1,"\\u0061":2}',
    '{"a":{"b":1,"b":1}}',
    '{"a":[{"b":1,"b":1}]}',
    '{"__proto__":1,"__proto__":2}',
    '{"a":"\\":","a" :1}',
    '{"a":"b","a" :"\\":"}',
  ])('refuses the repeated name in %s', (text) => {
    expect(parse(text)).toBeUndefined();
  });

  it.each(['', ' ', 'null', '[]', '"a"', '1', '{', '{"a":1}x', '\uFEFF{}', '{"a":'.repeat(9) + '1' + '}'.repeat(9)])(
    'refuses %j',
    (text) => {
      expect(parse(text)).toBeUndefined();
    },
  );

  it('refuses bytes that are no UTF-8', () => {
    expect(parseJsonObject(Buffer.from('{"a":"\xff"}', 'latin1'))).toBeUndefined();
  });
});
