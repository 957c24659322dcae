import type { ConfigWarning } from './errors.ts';
import { isRecord } from './is-record.ts';

const SECRET_NAME =
  /secret|passw(?:or)?d|passphrase|credential|private_?key|api_?key|access_?key|(?:^|_|[a-z])token$|^pwd$/i;
// A field such as "tokenUrl" tells where a secret is, and does not hold it.
const PLACE_NAME = /(?:url|uri|endpoint|path)$/i;
// PEM, JWT, keys of well-known services, a URL with a password.
const SECRET_VALUE =
  /-----BEGIN [A-Z ]*PRIVATE KEY|^eyJ[\w-]+\.[\w-]+\.[\w-]*$|^(?:AKIA|ASIA)[A-Z0-9]{16}$|^(?:sk|rk)_live_|^gh[pousr]_\w{20}|^[a-z][a-z0-9+.-]*:\/\/[^/@\s:]*:[^/@\s]+@/;

/**
 * Finds values that look like secrets: by the name of the field, by the name of the variable that the value came from, or by
 * the form of the value. Everybody who opens the page can read these values.
 *
 * @param written the values before variables were filled in, which shows the names of the variables.
 */
export function findSecrets(values: unknown, written: unknown, field: string): ConfigWarning[] {
  if (typeof values === 'string') {
    const variables =
      typeof written === 'string' ? [...written.matchAll(/\$\{env:([^}]*)\}/g)].map(([, name]) => name ?? '') : [];
    const key = field.slice(field.lastIndexOf('.') + 1);
    const suspicious = [key, ...variables].some(
      (name) => SECRET_NAME.test(name.trim()) && !PLACE_NAME.test(name.trim()),
    );
    return values !== '' && (suspicious || SECRET_VALUE.test(values)) ? [warningFor(field)] : [];
  }
  if (!isRecord(values) && !Array.isArray(values)) return [];
  return Object.entries(values).flatMap(([key, value]) =>
    findSecrets(value, (written as Record<string, unknown> | undefined)?.[key], `${field}.${key}`),
  );
}

function warningFor(field: string): ConfigWarning {
  return {
    field,
    message: `"${field}" looks like a secret, and everybody who opens the page can read it.`,
    hint: 'Keep secrets in your API. If the value is not a secret, choose a name for it that does not sound like one.',
  };
}
