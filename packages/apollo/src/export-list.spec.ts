import { expect, it } from '@jest/globals';
import * as root from './index.ts';

it('exports these names and no other', () => {
  expect(Object.keys(root).sort()).toEqual([
    'GRAPHQL_TARGETS',
    'HttpError',
    'createApolloClient',
    'createApolloContextForProxyForwardTo',
    'createErrorLink',
    'createHeaderLink',
    'createLinkFetch',
    'createRuntime',
    'createTokenRenewalLink',
    'forwardToBatchKey',
    'forwardToErrorOf',
    'isForwardToError',
  ]);
});
