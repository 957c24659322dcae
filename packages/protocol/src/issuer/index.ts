export { createTokenIssuer } from './create-token-issuer.ts';
export type { PublicKey, TokenIssuer, TokenIssuerOptions } from './create-token-issuer.ts';
export { exchangeTokenClaims } from './exchange-token-claims.ts';
export type { ExchangeTokenSubject } from './exchange-token-claims.ts';
export { createWebTokenIssuer } from './create-web-token-issuer.ts';
export type { WebTokenIssuer } from './create-web-token-issuer.ts';
