import { configError } from './errors.ts';
import { isRecord } from './is-record.ts';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const PLACEHOLDER = /\$\{env:([^}]*)\}/g;

/**
 * Replaces each `${env:NAME}` in the strings of a value by the variable. A string may contain several of them, and other characters.
 *
 * A variable that is set to nothing gives an empty string.
 *
 * @throws ForwardToError `invalid_config` that names every missing variable and the field that uses it.
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
    `${missing.size === 1 ? 'This environment variable is' : 'These environment variables are'} not set: ${list}.`,
    `Set it in front of the command (${first}=…), or, with Vite, add it to a file named .env.`,
  );
}
