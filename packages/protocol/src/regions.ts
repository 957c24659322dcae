/**
 * Identifiers of the regions. `aws-fra` and `aws-ohio` are the older names of `aws-eu` and `aws-us`; both are accepted.
 */
export const CLOUD_IDENTIFIERS = {
  GCP_AU: 'gcp-au',
  GCP_EU: 'gcp-eu',
  GCP_US: 'gcp-us',
  AWS_EU: 'aws-eu',
  AWS_US: 'aws-us',
  AWS_FRA: 'aws-fra',
  AWS_OHIO: 'aws-ohio',
} as const;

export type CloudIdentifier = (typeof CLOUD_IDENTIFIERS)[keyof typeof CLOUD_IDENTIFIERS];

/** URL of the Merchant Center API Gateway by cloud identifier; it is the issuer of version 2 tokens. */
export const MC_API_URLS: Readonly<Record<CloudIdentifier, string>> = {
  'gcp-au': 'https://mc-api.australia-southeast1.gcp.commercetools.com',
  'gcp-eu': 'https://mc-api.europe-west1.gcp.commercetools.com',
  'gcp-us': 'https://mc-api.us-central1.gcp.commercetools.com',
  'aws-eu': 'https://mc-api.eu-central-1.aws.commercetools.com',
  'aws-us': 'https://mc-api.us-east-2.aws.commercetools.com',
  'aws-fra': 'https://mc-api.eu-central-1.aws.commercetools.com',
  'aws-ohio': 'https://mc-api.us-east-2.aws.commercetools.com',
};

/** Issuers of version 1 where they differ from version 2. */
const VERSION_1_ISSUERS: Partial<Record<CloudIdentifier, string>> = {
  'gcp-eu': 'https://mc-api.commercetools.com',
  'gcp-us': 'https://mc-api.commercetools.co',
};

/**
 * Issuers of a region, version 2 first; `undefined` for a name that is no region.
 *
 * @example issuersOf('gcp-eu') // ['https://mc-api.europe-west1.gcp.commercetools.com', 'https://mc-api.commercetools.com']
 */
export function issuersOf(cloudIdentifier: string): readonly string[] | undefined {
  if (!Object.hasOwn(MC_API_URLS, cloudIdentifier)) return undefined;
  const identifier = cloudIdentifier as CloudIdentifier;
  const older = VERSION_1_ISSUERS[identifier];
  return older === undefined ? [MC_API_URLS[identifier]] : [MC_API_URLS[identifier], older];
}
