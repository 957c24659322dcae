import { configError } from './errors.ts';
import { isRecord } from './is-record.ts';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const PLACEHOLDER = /\$\{env:([^}]*)\}/g;

/**
 * Replaces each `${env:NAME}` in the texts of a value by the variable; a text may hold several, and other characters.
 *
 * A variable that is set and empty gives an empty text.
 *
 * @throws ForwardToError `invalid_config` that names every variable that is missing, and where it is used.
 */
export function substituteVariables<Value>(value: Value, env: Environment): Value {
  const missing = new Map<string, string>();
  const substitute = (text: string, field: string): string =>
    text.replaceAll(PLACEHOLDER, (_, written: string) => {
      const name = written.trim();
      const found = Object.hasOwn(env, name) ? env[name] : undefined;
      if (found === undefined) missing.set(name, field);
      return found ?? '';
    });
  const walk = (item: unknown, field: string): unknown => {
    if (typeof item === 'string') return substitute(item, field);
    if (Array.isArray(item)) return item.map((entry, index) => walk(entry, `${field}[${index}]`));
    if (!isRecord(item)) return item;
    return Object.fromEntries(
      Object.entries(item).map(([key, entry]) => [key, walk(entry, field === '' ? key : `${field}.${key}`)]),
    );
  };
  const result = walk(value, '');
  if (missing.size > 0) throw missingVariables(missing);
  return result as Value;
}

function missingVariables(missing: ReadonlyMap<string, string>): Error {
  const list = [...missing].map(([name, field]) => `${name} (in ${field})`).join(', ');
  const [first = ''] = missing.keys();
  return configError(
    `${missing.size === 1 ? 'An environment variable is' : 'Environment variables are'} not set: ${list}`,
    `Set it before the command, for example ${first}=…, or write it into a file .env.`,
  );
}
