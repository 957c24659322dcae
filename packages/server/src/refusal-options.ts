/** How refusals of one request are answered: what its session verifier was told. */
export interface RefusalOptions {
  exposeDetails: boolean;
  passErrors: boolean;
}

// By this a permission guard answers as the verifier before it. A registered symbol, since the two may come from the ES
// module and the CommonJS build.
const REFUSAL_OPTIONS = Symbol.for('@forward-to/server refusal options');

/** Remembers on the request how its refusals are answered. */
export function rememberRefusalOptions(request: object, options: RefusalOptions): void {
  Object.defineProperty(request, REFUSAL_OPTIONS, { value: options, configurable: true });
}

/** How the refusals of a request are answered; without details where no verifier came before. */
export function recallRefusalOptions(request: object): RefusalOptions {
  const options = (request as { [REFUSAL_OPTIONS]?: RefusalOptions })[REFUSAL_OPTIONS];
  return options ?? { exposeDetails: false, passErrors: false };
}
