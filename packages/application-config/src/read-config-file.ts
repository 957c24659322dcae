import { readFileSync } from 'node:fs';
import type { ApplicationConfig } from './application-config.ts';
import { configError } from './errors.ts';
import { isRecord } from './is-record.ts';

/**
 * Reads a configuration file, and checks only that it contains an object.
 *
 * @throws ForwardToError `invalid_config` when it cannot be read or is not JSON.
 */
export function readConfigFile(file: string | URL): ApplicationConfig {
  const name = String(file);
  if (/\.[cm]?[jt]s$/.test(name)) {
    throw configError(
      `${name} is a program, and this function reads JSON only.`,
      'Import the program yourself, and pass the object that it exports instead of the path.',
    );
  }
  const content = parse(readText(file, name), name);
  if (isRecord(content)) return content as ApplicationConfig;
  throw configError(
    `${name} must contain a JSON object.`,
    'Start with { "name": "my-application", "cloudIdentifier": "gcp-eu" }.',
  );
}

function readText(file: string | URL, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw configError(
      `${name} could not be read.`,
      'Check the path. It is relative to the folder in which the command runs.',
      error,
    );
  }
}

function parse(text: string, name: string): unknown {
  try {
    // Some editors on Windows start a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw configError(
      `${name} is not valid JSON.`,
      'Look for a missing comma or quote, and for comments: JSON has none.',
      error,
    );
  }
}
