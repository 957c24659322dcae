/**
 * Gives the `Bearer` challenges of a `WWW-Authenticate` value, and leaves every other scheme out.
 *
 * For `Basic`, `Digest`, `NTLM` and `Negotiate` a browser opens its own password dialog, under the gateway's name and
 * with a text of the API's choice. A list of those to drop would have to know what the next browser adds.
 *
 * @returns `undefined` when none is left, or the value is not of the form of RFC 9110 §11.6.1.
 * @example bearerChallenges('Basic realm="x", Bearer error="invalid_token"') // 'Bearer error="invalid_token"'
 */
export function bearerChallenges(value: string): string | undefined {
  const items = splitList(value);
  if (items === undefined) return undefined;
  let isBearer = false;
  const kept = items.filter((item) => {
    // "name=value" continues the challenge before it; a scheme stands alone, or before a space and a parameter.
    const scheme = /^([!#$%&'*+.^_`|~\w-]+)(?:$|\s+(?!=))/.exec(item)?.[1];
    if (scheme !== undefined) isBearer = scheme.toLowerCase() === 'bearer';
    return isBearer;
  });
  return kept.length === 0 ? undefined : kept.join(', ');
}

/** Splits at the commas that stand outside of quoted strings; `undefined` when a quote is not closed. */
function splitList(value: string): string[] | undefined {
  const pattern = /((?:[^",]|"(?:[^"\\]|\\.)*")*)(?:,|$)/gy;
  const items: string[] = [];
  while (pattern.lastIndex < value.length) {
    const match = pattern.exec(value);
    if (match === null) return undefined;
    items.push((match[1] as string).trim());
  }
  return items.filter((item) => item !== '');
}
