export { createTokenIssuer } from './create-token-issuer.ts';
export type { ExchangeTokenSubject, PublicKey, TokenIssuer, TokenIssuerOptions } from './create-token-issuer.ts';
