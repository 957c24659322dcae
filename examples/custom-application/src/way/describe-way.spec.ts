import { describe, expect, it } from '@jest/globals';
import type { TrackedCall } from '../activity/tracked-call.ts';
import { describeWay } from './describe-way.ts';

const call = (rest: Partial<TrackedCall>): TrackedCall => ({
  id: 1,
  label: 'GET /order-notes',
  state: 'failed',
  ...rest,
});

describe('describeWay', () => {
  it('lights every stop for a call that the API answered', () => {
    const way = describeWay(call({ state: 'done', duration: 12, outcome: { status: 200, answeredBy: 'api' } }));
    expect(way).toEqual({
      page: 'passed',
      gateway: 'passed',
      api: 'answered',
      summary: 'The API answered 200 in 12 ms.',
    });
  });

  it.each([
    [
      'client',
      'rejected',
      'idle',
      'idle',
      'The page did not send this call: invalid_header.',
      undefined,
      'invalid_header',
    ],
    ['network', 'passed', 'rejected', 'idle', 'The gateway did not answer: network_error.', undefined, 'network_error'],
    [
      'gateway',
      'passed',
      'rejected',
      'idle',
      'The gateway rejected this call: 401 unauthenticated.',
      401,
      'unauthenticated',
    ],
    [
      'verifier',
      'passed',
      'passed',
      'rejected',
      'The verifier in the API rejected this call: 403 insufficient_permissions.',
      403,
      'insufficient_permissions',
    ],
    [
      'api',
      'passed',
      'passed',
      'rejected',
      'The API rejected this call: 412 version_conflict.',
      412,
      'version_conflict',
    ],
  ] as const)('stops where the call was rejected: %s', (answeredBy, page, gateway, api, summary, status, code) => {
    expect(describeWay(call({ outcome: { status, code, answeredBy } }))).toEqual({ page, gateway, api, summary });
  });

  it('knows calls that have not ended, that were cancelled, and none', () => {
    expect(describeWay(call({ state: 'running' }))).toMatchObject({ gateway: 'travelling', api: 'travelling' });
    expect(describeWay(call({ state: 'cancelled' })).summary).toBe('The page gave this call up.');
    expect(describeWay(undefined)).toMatchObject({ page: 'idle', summary: 'No call yet.' });
  });
});
