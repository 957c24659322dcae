import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { clientError } from '@forward-to/protocol';
import type { GatewayOptions, GatewayUser } from './gateway-options.ts';

/** What `--help` prints. */
export const HELP = `Usage: forward-to-gateway --project <key> --target <origin> [options]

A local stand-in for the Merchant Center API Gateway. Listens on this machine only.

  --project <key>          Project that exists here; repeat it for more
  --target <origin>        origin of your API, for example http://localhost:6001; repeat it for more
  --upstream <region>      sign in at the real Merchant Center (gcp-eu, aws-us, …, or the origin of its API Gateway) and
                           forward calls here; without --project, --user and --permissions
  --port <number>          port to listen on, 0 for a free one (default 8080)
  --origin <origin>        origin of a page that may call, beside the usual local ports (3001, 4173 to 4175,
                           5173 to 5179); repeat it for more
  --permissions <a,b>      permissions of the default user "developer"
  --user <id:name:a,b>     user with access to every Project, and permissions; repeat it for more
  --graphql <target=file>  responses to GraphQL requests for a target such as ctp, by operation name; repeat it for more
  --config <file.json>     { "projects", "targets", "origins", "port", "permissions", "users" }; flags add to it
  -h, --help               print this
  --version                print the version

forward-to-gateway conformance --help tells how to ask the real gateway what its documentation leaves open.

Example: forward-to-gateway --project my-project --target http://localhost:6001 --permissions canViewNotes
`;

const FLAGS = {
  project: { type: 'string', multiple: true },
  target: { type: 'string', multiple: true },
  upstream: { type: 'string' },
  port: { type: 'string' },
  origin: { type: 'string', multiple: true },
  permissions: { type: 'string', multiple: true },
  user: { type: 'string', multiple: true },
  graphql: { type: 'string', multiple: true },
  config: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

const CONFIG_KEYS = ['projects', 'targets', 'origins', 'port', 'permissions', 'users', 'upstream'];

/** What the command line asks for. */
export type Command = { kind: 'help' } | { kind: 'version' } | { kind: 'run'; options: GatewayOptions };

/**
 * Reads the command line and the configuration file that it names.
 *
 * @throws ForwardToError `invalid_config` that names the flag or the field.
 */
export function readCommandLine(args: string[]): Command {
  const flags = parseFlags(args);
  if (flags.help) return { kind: 'help' };
  if (flags.version) return { kind: 'version' };
  const file = flags.config === undefined ? {} : readConfigFile(flags.config);
  const projects = [...new Set([...listOf(file, 'projects'), ...(flags.project ?? [])])];
  const upstream = flags.upstream ?? file.upstream;
  if (upstream === undefined)
    requireOne(projects, '--project', 'Name the Project key of the page, for example --project my-project');
  const targets = [...new Set([...listOf(file, 'targets'), ...(flags.target ?? [])])];
  requireOne(targets, '--target', 'Name the origin of your API, for example --target http://localhost:6001');
  const permissions = [...listOf(file, 'permissions'), ...(flags.permissions ?? []).flatMap(splitList)];
  const users = [...listOf(file, 'users'), ...(flags.user ?? []).map((text) => readUserFlag(text, projects))];
  const port = flags.port === undefined ? file.port : readNumber(flags.port);
  return {
    kind: 'run',
    // createGateway checks each field again, whoever wrote it.
    options: {
      ...((upstream === undefined || projects.length > 0) && { projects }),
      targets,
      ...(upstream !== undefined && { upstream }),
      origins: [...listOf(file, 'origins'), ...(flags.origin ?? [])],
      ...(port !== undefined && { port }),
      ...(permissions.length > 0 && { permissions }),
      ...(users.length > 0 && { users }),
      ...(flags.graphql && { graphql: Object.fromEntries(flags.graphql.map(readGraphqlFlag)) }),
    } as GatewayOptions,
  };
}

function parseFlags(args: string[]) {
  try {
    return parseArgs({ args, options: FLAGS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    // The first sentence of Node's message names the flag; the rest is about positional arguments.
    const [problem = 'The command line could not be read'] = String(Reflect.get(error as object, 'message')).split(
      '. ',
    );
    throw clientError(
      'invalid_config',
      problem.split('\n', 1)[0] as string,
      'Run forward-to-gateway --help to see all flags.',
      error,
    );
  }
}

function readConfigFile(path: string): Record<string, unknown> {
  const content = readJsonFile('--config', path);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw clientError(
      'invalid_config',
      `--config: the file ${path} does not contain a JSON object`,
      `Use an object with these fields: { ${CONFIG_KEYS.map((key) => `"${key}"`).join(', ')} }.`,
    );
  }
  const unknown = Object.keys(content).find((key) => !CONFIG_KEYS.includes(key));
  if (unknown !== undefined) {
    throw clientError(
      'invalid_config',
      `--config: the field "${unknown}" is unknown`,
      `The fields are ${CONFIG_KEYS.join(', ')}.`,
    );
  }
  return content as Record<string, unknown>;
}

/** `ctp=stub.json`: the target and the file with its responses. */
function readGraphqlFlag(text: string): [target: string, stub: unknown] {
  const [target = '', ...path] = text.split('=');
  if (target !== '' && path.length > 0) return [target, readJsonFile('--graphql', path.join('='))];
  throw clientError(
    'invalid_config',
    `--graphql needs a target and a file (received "${text}").`,
    'Use a flag such as --graphql ctp=stub.json.',
  );
}

function readJsonFile(flag: string, path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const unreadable = !(error instanceof SyntaxError);
    throw clientError(
      'invalid_config',
      unreadable ? `${flag}: the file ${path} cannot be read` : `${flag}: the file ${path} is not valid JSON`,
      unreadable
        ? 'Check the path of the file, and that you may read it.'
        : 'Look for a missing comma or quotation mark. Comments are not allowed in JSON.',
      error,
    );
  }
}

function listOf(file: Record<string, unknown>, key: string): string[] & GatewayUser[] {
  const value = file[key] ?? [];
  if (!Array.isArray(value))
    throw clientError('invalid_config', `--config: the field "${key}" is not a list`, `Use "${key}": ["…"].`);
  return value as string[] & GatewayUser[];
}

function readUserFlag(text: string, projects: readonly string[]): GatewayUser {
  const [id = '', name = '', ...rest] = text.split(':');
  if (id === '') {
    throw clientError(
      'invalid_config',
      '--user needs an id before the first colon',
      "Use a flag such as --user 'manager:Manager:canViewNotes,canManageNotes'.",
    );
  }
  const permissions = splitList(rest.join(':'));
  return { id, name: name || id, projects: Object.fromEntries(projects.map((key) => [key, { permissions }])) };
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function readNumber(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw clientError(
    'invalid_config',
    '--port is not a port number',
    'Use a whole number up to 65535, or 0 to let the system choose a free port.',
  );
}

function requireOne(list: readonly unknown[], flag: string, hint: string): void {
  if (list.length === 0) throw clientError('invalid_config', `${flag} is missing`, hint);
}
