import { computeAudience, JWKS_PATH } from '@forward-to/protocol';
import type { AudiencePolicy } from '@forward-to/protocol';
import { createTokenIssuer, exchangeTokenClaims } from '@forward-to/protocol/issuer';
import type { PublicKey } from '@forward-to/protocol/issuer';
import type { BadTokenKind } from './bad-token-kinds.ts';
import { mintBadToken } from './mint-bad-token.ts';
import { serveDocuments } from './serve-documents.ts';

export interface TestIssuerOptions {
  /** Origin that signs the tokens. @default 'https://mc-api.example.com'; after `serve()` the address of the keys. */
  issuer?: string | undefined;
  /** Current time in milliseconds, for tokens and verifier alike. @default Date.now */
  now?: (() => number) | undefined;
}

/** One call through the gateway, as the token will tell it. */
export interface TestCall {
  /** URL of the external API that is called; the audience follows from it. @default 'https://api.example.com' */
  url?: string | URL | undefined;
  /** @default 'my-user' */
  userId?: string | undefined;
  /** @default 'my-project' */
  projectKey?: string | undefined;
  /** Permissions of the user; left out, the caller did not ask for them. */
  permissions?: readonly string[] | undefined;
  /** @default 'forward-url-full-path' */
  audiencePolicy?: AudiencePolicy | undefined;
}

/** The options of a verifier of `@forward-to/server` that belong to the issuer. */
export interface TestVerifierOptions {
  issuer: string;
  jwks: { keys: readonly PublicKey[] };
  now: () => number;
}

export interface ServedKeys {
  /** Address of the key server, `http://127.0.0.1:<port>`. */
  url: string;
  /** Address of the key set. */
  jwksUri: string;
  close: () => Promise<void>;
}

export interface TestIssuer {
  /** Value of the `iss` claim: what the verifier is told as `issuer`. */
  readonly issuer: string;
  /** Public keys, for `jwks.keys` of a verifier: no network. */
  readonly keys: readonly PublicKey[];
  /** Spread it into the options of any verifier of `@forward-to/server`. */
  readonly verifierOptions: TestVerifierOptions;
  /** The value of an `Authorization` header for one call, with a good token. */
  authorization: (call?: TestCall) => string;
  /** A token with these claims in place of, or beside, those of a good one; `undefined` leaves a claim out. */
  mint: (claims?: Record<string, unknown>) => string;
  /** A token that is wrong in one way, and in every other way good for the call. */
  mintBad: (kind: BadTokenKind, call?: TestCall) => string;
  /** Serves the keys over HTTP on this machine, for verifiers that can't be handed keys. */
  serve: () => Promise<ServedKeys>;
}

/**
 * Creates an issuer of exchange tokens for the tests of an external API: real tokens, signed with a key that exists in memory
 * only. A verifier that is told {@link TestIssuer.verifierOptions} accepts them without a gateway and without a network.
 *
 * Runs in Node; the key takes a moment to make, so create one issuer for a test file.
 *
 * @example
 * const issuer = await createTestIssuer();
 * app.use(createSessionMiddleware({ ...issuer.verifierOptions, audience: 'https://api.example.com', projects: ['my-project'] }));
 * fetch(`${server}/orders`, { headers: { authorization: issuer.authorization({ url: 'https://api.example.com/orders' }) } });
 */
export async function createTestIssuer(options: TestIssuerOptions = {}): Promise<TestIssuer> {
  const { now = Date.now } = options;
  let issuer = options.issuer ?? 'https://mc-api.example.com';
  const [keys, stranger] = await Promise.all([
    createTokenIssuer({ issuer, now }),
    createTokenIssuer({ issuer: 'https://stranger.example.com', now }),
  ]);
  const publicKeys = keys.jwks().keys;

  const claimsOf = (call: TestCall = {}): Record<string, unknown> => {
    const { url = 'https://api.example.com', userId = 'my-user', projectKey = 'my-project', permissions } = call;
    const audience = computeAudience(url, call.audiencePolicy);
    return exchangeTokenClaims(issuer, { userId, projectKey, audience, userPermissions: permissions }, now());
  };

  return {
    get issuer() {
      return issuer;
    },
    keys: publicKeys,
    get verifierOptions() {
      return { issuer, jwks: { keys: publicKeys }, now };
    },
    authorization: (call) => `Bearer ${keys.sign(claimsOf(call))}`,
    mint: (claims) => keys.sign({ ...claimsOf(), ...claims }),
    mintBad: (kind, call) => mintBadToken(kind, { claims: claimsOf(call), issuer, keys, stranger }),
    serve: async () => {
      const { url, close } = await serveDocuments((path) => keys.wellKnown(path));
      // Without an issuer of its own, a verifier finds the keys below the issuer, as it does in production.
      if (options.issuer === undefined) issuer = url;
      return { url, jwksUri: url + JWKS_PATH, close };
    },
  };
}
