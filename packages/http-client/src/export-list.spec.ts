import { expect, it } from '@jest/globals';
import * as door from './door.ts';
import * as root from './index.ts';

it('exports these names and no other', () => {
  expect(Object.keys(root).sort()).toEqual([
    'HttpError',
    'buildApiUrl',
    'createFetcher',
    'createForwardToFetch',
    'createHttpClient',
    'createHttpClientOptions',
    'executeHttpClientRequest',
    'forwardToErrorFrom',
    'forwardToRequest',
    'isForwardToError',
    'readApplicationContext',
  ]);
});

it('exports these building blocks to other doors', () => {
  expect(Object.keys(door).sort().join(' ')).toBe(
    'HttpError anySignal buildForwardToUrl buildUrl callWithRenewal createFetcherWith createOptions createRuntime executeRequest forwardFetch gatewayUrlOf headOf invalidResponse isStream jsonBody ' +
      'networkError pageRuntime pageSessionStore pairsOf parseBody readBody readEndpoints refusalOf renewalOf requestData requireProjectKey splitHeaders withCall withoutType',
  );
});
