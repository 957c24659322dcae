import { z } from 'zod';

const origin = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
  .transform((url) => url.replace(/\/$/, ''));

const environmentSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number('must be a port')
    .int('must be a port')
    .min(1, 'must be a port')
    .max(65535, 'must be a port')
    .default(6001),
  PUBLIC_URL: origin.optional(),
  ISSUER: z.string().default('http://localhost:8080'),
  PROJECTS: z
    .string()
    .default('my-project')
    .transform((list) =>
      list
        .split(',')
        .map((key) => key.trim())
        .filter((key) => key !== ''),
    )
    .refine((projects) => projects.length > 0, 'must name at least one Project'),
  DATABASE_FILE: z.string().optional(),
  LOG_FORMAT: z.enum(['json', 'readable'], 'must be json or readable').optional(),
  NODE_ENV: z.string().optional(),
});

/** Settings of the API. */
export interface Environment {
  host: string;
  port: number;
  /** The origin under which callers reach this API: the audience of their tokens. */
  publicUrl: string;
  /** A URL, or a cloud identifier such as `gcp-eu`. */
  issuer: string;
  /** The Projects that this API serves. */
  projects: string[];
  databaseFile: string | undefined;
  /** How the audit trail is written: JSON for programs, or lines for people. */
  logFormat: 'json' | 'readable';
}

/**
 * Reads the settings from environment variables; one that is empty counts as not set.
 *
 * @throws Error that names each wrong variable.
 */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const result = environmentSchema.safeParse(given);
  if (!result.success) {
    throw new Error(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join(' '));
  }
  const { HOST, PORT, PUBLIC_URL, ISSUER, PROJECTS, DATABASE_FILE, LOG_FORMAT, NODE_ENV } = result.data;
  return {
    host: HOST,
    port: PORT,
    publicUrl: PUBLIC_URL ?? `http://localhost:${PORT}`,
    issuer: ISSUER,
    projects: PROJECTS,
    databaseFile: DATABASE_FILE,
    logFormat: LOG_FORMAT ?? (NODE_ENV === 'production' ? 'json' : 'readable'),
  };
}
