/** A warning of the kit, as `process.emitWarning` got it. */
export interface Warning {
  code: string;
  message: string;
}

// In the test file's own globals: Jest gives each file its own, and the setup file shares them.
const WARNINGS = Symbol.for('warnings of the kit in this test file');
const list = (): Warning[] => {
  const owner = globalThis as { [WARNINGS]?: Warning[] | undefined };
  const warnings = owner[WARNINGS] ?? [];
  owner[WARNINGS] = warnings;
  return warnings;
};

export function recordWarning(warning: Warning): void {
  list().push(warning);
}

/** The warnings since the last time, in their order; a warning that no test takes fails its file. */
export function takeWarnings(): Warning[] {
  return list().splice(0);
}
