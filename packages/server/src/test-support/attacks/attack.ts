import type { VerifierErrorCode } from '@forward-to/protocol';
import type { SessionAuthVerifierOptions } from '../../index.ts';

/** Options of the verifier that are data; the others are the same for every attack. */
export interface AttackOptions {
  audience?: string | string[];
  audiencePolicy?: 'forward-url-full-path' | 'forward-url-origin';
  basePath?: string;
  clockTolerance?: number;
  inferIssuer?: boolean;
  issuer?: string;
  projects?: string[] | 'any' | ProjectFunction;
}

/** What a function about Projects does when it is asked, as data. */
export type ProjectFunction = { returns: unknown } | { resolves: unknown } | { throws: string } | { rejects: string };

/** The option `projects` out of its data. */
export function toProjects(projects: string[] | 'any' | ProjectFunction): SessionAuthVerifierOptions['projects'] {
  if (projects === 'any' || Array.isArray(projects)) return projects;
  return () => {
    if ('throws' in projects) throw new Error(projects.throws);
    if ('rejects' in projects) return Promise.reject(new Error(projects.rejects));
    // Callers who write JavaScript may return anything.
    return ('resolves' in projects ? Promise.resolve(projects.resolves) : projects.returns) as boolean;
  };
}

/** One request that must be refused, as data: any runtime can replay it. */
export interface Attack {
  name: string;
  /** What it imitates: the mistake of a verifier that would let it in. */
  imitates: string;
  code: VerifierErrorCode;
  /** Values of the Authorization header, one for each header sent. */
  authorization: string[];
  /** @default '/orders/1' */
  path?: string;
  headers?: Record<string, string>;
  options?: AttackOptions;
  /** The runtime of a WHATWG Request normalises the path before any code sees it. */
  isRawPath?: true;
}

/** A request that must be let in: what the strictness must not break. */
export type GoodCall = Omit<Attack, 'code' | 'imitates'>;

/** Makes attacks out of a list of tokens: the same mistake in several spellings. */
export function attacks(
  imitates: string,
  code: VerifierErrorCode,
  tokens: Readonly<Record<string, string>>,
  more: Partial<Attack> = {},
): Attack[] {
  return Object.entries(tokens).map(([name, token]) => ({
    name,
    imitates,
    code,
    authorization: [`Bearer ${token}`],
    ...more,
  }));
}
