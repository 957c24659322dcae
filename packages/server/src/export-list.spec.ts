import { expect, it } from '@jest/globals';
import * as express from './express/index.ts';
import * as fastify from './fastify/index.ts';
import * as fetch from './fetch/index.ts';
import * as core from './index.ts';
import * as lambda from './lambda/index.ts';

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
  expect(Object.keys(fastify).sort()).toEqual(['requirePermissions', 'sessionPlugin']);
  for (const door of [fetch, lambda]) {
    expect(Object.keys(door).sort()).toEqual(['assertPermissions', 'createSessionAuthVerifier', 'createSessionGuard']);
  }
});
