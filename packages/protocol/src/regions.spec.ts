import { describe, expect, it } from '@jest/globals';
import { CLOUD_IDENTIFIERS, issuersOf, MC_API_URLS } from './index.ts';

describe('regions', () => {
  it('gives every cloud identifier a gateway', () => {
    expect(Object.keys(MC_API_URLS).sort()).toEqual(Object.values(CLOUD_IDENTIFIERS).sort());
  });

  it.each([
    ['gcp-eu', ['https://mc-api.europe-west1.gcp.commercetools.com', 'https://mc-api.commercetools.com']],
    ['gcp-us', ['https://mc-api.us-central1.gcp.commercetools.com', 'https://mc-api.commercetools.co']],
    ['gcp-au', ['https://mc-api.australia-southeast1.gcp.commercetools.com']],
    ['aws-fra', ['https://mc-api.eu-central-1.aws.commercetools.com']],
    ['aws-us', ['https://mc-api.us-east-2.aws.commercetools.com']],
  ])('lists the issuers of %s, version 2 first', (identifier, issuers) => {
    expect(issuersOf(identifier)).toStrictEqual(issuers);
  });

  it('knows the older names of the AWS regions', () => {
    expect(issuersOf('aws-fra')).toEqual(issuersOf('aws-eu'));
    expect(issuersOf('aws-ohio')).toEqual(issuersOf('aws-us'));
  });

  it.each(['', 'GCP_EU', 'local', '__proto__', 'toString'])('gives nothing for %j', (name) => {
    expect(issuersOf(name)).toBeUndefined();
  });
});
