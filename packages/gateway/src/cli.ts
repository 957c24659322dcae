#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { isForwardToError } from '@forward-to/protocol';
import { runConformance } from './conformance/run-conformance.ts';
import { createGateway } from './create-gateway.ts';
import { describeEvent } from './describe-event.ts';
import { HELP, readCommandLine } from './read-command-line.ts';
import type { GatewayOptions } from './gateway-options.ts';
import type { Gateway } from './create-gateway.ts';

/** Exit code of a command line that cannot be followed; 1 is for everything else. */
const USAGE_ERROR = 2;

async function main(): Promise<void> {
  if (process.argv[2] === 'conformance') {
    await printConformance(process.argv.slice(3));
    return;
  }
  let gateway: Gateway;
  let options: GatewayOptions;
  try {
    const command = readCommandLine(process.argv.slice(2));
    if (command.kind !== 'run') {
      print(command.kind === 'help' ? HELP.trimEnd() : readVersion());
      return;
    }
    options = command.options;
    gateway = createGateway({
      ...options,
      onEvent: (event) => {
        printOnce(describeEvent(event), event.type === 'warning');
      },
    });
  } catch (error) {
    fail(error, USAGE_ERROR);
    return;
  }
  try {
    const url = await gateway.listen();
    print(
      `forward-to-gateway listens on ${url} (${(options.projects ?? []).join(', ') || options.upstream} → ${options.targets.join(', ')})`,
    );
  } catch (error) {
    fail(error, 1);
    return;
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void gateway.close());
  }
}

async function printConformance(args: string[]): Promise<void> {
  try {
    print(await runConformance(args, process.env));
  } catch (error) {
    fail(error, USAGE_ERROR);
  }
}

// Whoever reads the output may go (`| head -1`); the calls go on, and the lines are lost with their reader.
process.stdout.on('error', () => undefined);

const warned = new Set<string>();

/** A page repeats its calls, and with them the same warning. */
function printOnce(text: string, once: boolean): void {
  if (once && warned.has(text)) return;
  if (once) warned.add(text);
  print(text);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fail(error: unknown, exitCode: number): void {
  if (!isForwardToError(error)) throw error;
  process.stderr.write(`forward-to-gateway: ${error.message}\n  ${error.hint}\n`);
  process.exitCode = exitCode;
}

function readVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
}

void main();
