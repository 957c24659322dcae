import { expect, it } from '@jest/globals';
import * as express from './express/index.ts';
import * as core from './index.ts';

it('exports these names and no others', () => {
  expect(Object.keys(core).sort()).toEqual([
    'CLOUD_IDENTIFIERS',
    'MC_API_URLS',
    'assertPermissions',
    'createRefusalAnswer',
    'createSessionAuthVerifier',
  ]);
  expect(Object.keys(express).sort()).toEqual([
    'CLOUD_IDENTIFIERS',
    'MC_API_URLS',
    'createSessionAuthVerifier',
    'createSessionMiddleware',
    'requirePermissions',
  ]);
});
