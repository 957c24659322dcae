/** One header of a call that breaks the contract of `/proxy/forward-to`. */
export interface ContractViolation {
  method: string;
  /** What `X-Forward-To` said, without query and fragment; without it, the URL that was called. */
  url: string;
  header: string;
  expected: string;
  /** `undefined` when the header was missing. */
  actual: string | undefined;
}

// One list for the module, as the handlers of a test file share it: a test sees what any of them met.
const violations: ContractViolation[] = [];

/** Remembers violations until the next {@link assertNoContractViolations}. */
export function rememberViolations(found: readonly ContractViolation[]): void {
  violations.push(...found);
}

/** The headers that broke the contract since the last {@link assertNoContractViolations}, in the order in which they came. */
export function contractViolations(): ContractViolation[] {
  return [...violations];
}

/**
 * Fails the test when a call broke the contract, with every header, what the gateway expects, and what came instead. Forgets
 * the violations, so that each test sees its own.
 *
 * @throws Error
 * @example afterEach(() => { assertNoContractViolations(); });
 */
export function assertNoContractViolations(): void {
  const found = violations.splice(0);
  if (found.length === 0) return;
  const lines = found.map(
    ({ method, url, header, expected, actual }) =>
      `- ${method} ${url}\n    header:   ${header}\n    expected: ${expected}\n    actual:   ${actual === undefined ? '(missing)' : JSON.stringify(actual)}`,
  );
  const count = found.length === 1 ? 'A header breaks' : `${found.length} headers break`;
  throw new Error(`${count} the contract of /proxy/forward-to:\n${lines.join('\n')}`);
}
