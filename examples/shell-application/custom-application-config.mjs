// The one line that this kit needs is "mcApiUrl": it sends the shell to the gateway on this machine. Leave it out, and
// the same application talks to the Merchant Center of "cloudIdentifier".
const { MC_API_URL, EXTERNAL_API_URL = 'http://localhost:6001' } = process.env;

/** @type {import('@commercetools-frontend/application-config').ConfigOptionsForCustomApplication} */
const config = {
  name: 'Order notes',
  entryPointUriPath: 'order-notes',
  cloudIdentifier: 'gcp-eu',
  ...(MC_API_URL && { mcApiUrl: MC_API_URL }),
  env: {
    development: { initialProjectKey: 'my-project' },
    production: { applicationId: 'order-notes', url: 'https://order-notes.example.com' },
  },
  additionalEnv: { externalApiUrl: EXTERNAL_API_URL },
  // The page calls its API through the gateway; the browser never calls the API itself.
  oAuthScopes: { view: ['view_orders'], manage: ['manage_orders'] },
  icon: '<svg viewBox="0 0 24 24" xmlns="http://www.w3.org/2000/svg"><path d="M6 2h9l5 5v15H4V2h2zm8 1.5V8h4.5L14 3.5zM7 12v2h10v-2H7zm0 4v2h7v-2H7z" fill="#fff"/></svg>',
  mainMenuLink: {
    defaultLabel: 'Order notes',
    labelAllLocales: [],
    // Asked of the user as "canViewOrderNotes".
    permissions: ['ViewOrderNotes'],
  },
  submenuLinks: [
    { uriPath: 'new', defaultLabel: 'Write a note', labelAllLocales: [], permissions: ['ManageOrderNotes'] },
  ],
};

export default config;
