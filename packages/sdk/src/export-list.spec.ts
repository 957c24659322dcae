import { expect, it } from '@jest/globals';
import * as root from './index.ts';
import * as service from './service/index.ts';
import * as testUtils from './test-utils/index.ts';

it('exports these names and no other', () => {
  expect(Object.keys(root).sort()).toEqual([
    'actions',
    'createAsyncDispatch',
    'createForwardToBaseQuery',
    'createMiddleware',
    'createRuntime',
    'requestsInFlightReducer',
    'useAsyncDispatch',
    'useRequestsInFlight',
  ]);
  expect(Object.keys(service)).toEqual(['resolveService']);
  expect(Object.keys(testUtils).sort()).toEqual(['leaveSdkActionsToStore', 'registerSdkMiddleware']);
});
