import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { GATEWAY_STATUS, VERIFIER_STATUS } from '@forward-to/protocol';
import type { ErrorCode } from '@forward-to/protocol';

// The compiler keeps this list complete: a code that is missing here does not type-check.
const OTHER_CODES: Record<Exclude<ErrorCode, keyof typeof GATEWAY_STATUS | keyof typeof VERIFIER_STATUS>, true> = {
  missing_context: true,
  invalid_config: true,
  aborted: true,
  timeout: true,
  network_error: true,
  http_error: true,
  invalid_response: true,
};

const page = readFileSync('docs/errors.md', 'utf8');
const documented = [...page.matchAll(/^\| `([a-z_]+)` +\|(?: (\d{3}) )?/gm)].map(([, code, status]) => ({
  code,
  status,
}));
const sources = ['client', 'network', 'gateway', 'verifier', 'api', 'unknown'];

describe('docs/errors.md', () => {
  it('lists every code, and none that does not exist', () => {
    const codes = [...Object.keys(GATEWAY_STATUS), ...Object.keys(VERIFIER_STATUS), ...Object.keys(OTHER_CODES)];
    const listed = documented.map(({ code }) => code).filter((code) => !sources.includes(code!));
    expect([...new Set(listed)].sort()).toEqual([...new Set(codes)].sort());
  });

  it.each(Object.entries({ ...GATEWAY_STATUS, ...VERIFIER_STATUS }).filter(([code]) => code !== 'invalid_header'))(
    'gives %s the status %d',
    (code, status) => {
      expect(documented.find((row) => row.code === code)?.status).toBe(String(status));
    },
  );
});
