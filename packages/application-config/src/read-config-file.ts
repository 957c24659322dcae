import { readFileSync } from 'node:fs';
import type { ApplicationConfig } from './application-config.ts';
import { configError } from './errors.ts';
import { isRecord } from './is-record.ts';

/**
 * Reads a configuration file. Nothing of its content is checked, but that it is an object.
 *
 * @throws ForwardToError `invalid_config` when it cannot be read or is not JSON.
 */
export function readConfigFile(file: string | URL): ApplicationConfig {
  const name = String(file);
  if (/\.[cm]?[jt]s$/.test(name)) {
    throw configError(`${name} is a program, not JSON`, 'Import it yourself, and pass the object instead of the path.');
  }
  const content = parse(readText(file, name), name);
  if (isRecord(content)) return content as ApplicationConfig;
  throw configError(
    `${name} does not hold an object`,
    'Begin with { "name": "my-application", "cloudIdentifier": "gcp-eu" }.',
  );
}

function readText(file: string | URL, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw configError(`${name} cannot be read`, 'Check the path; it is relative to where the command runs.', error);
  }
}

function parse(text: string, name: string): unknown {
  try {
    // Editors on Windows put a byte order mark in front.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw configError(`${name} is not JSON`, 'Look for a missing comma or quote; comments are not JSON.', error);
  }
}
