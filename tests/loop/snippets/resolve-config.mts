import { resolveApplicationConfig } from '@forward-to/application-config';

const { app, contentSecurityPolicy, warnings } = resolveApplicationConfig(
  { name: 'order-notes', cloudIdentifier: 'gcp-eu', additionalEnv: { externalApiUrl: '${env:EXTERNAL_API_URL}' } },
  { env: { EXTERNAL_API_URL: 'https://api.example.com' } },
);
console.log(app['externalApiUrl']); // https://api.example.com
console.log(contentSecurityPolicy['connect-src']); // [ "'self'", 'https://mc-api.europe-west1.gcp.commercetools.com' ]
console.log(warnings); // []
