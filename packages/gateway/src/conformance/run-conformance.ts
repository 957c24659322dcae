import { parseArgs } from 'node:util';
import { clientError } from '@forward-to/protocol';
import { readUpstream } from '../upstream/read-upstream.ts';
import { checkConformance, formatConformance } from './check-conformance.ts';
import { startEcho } from './start-echo.ts';

/** What `conformance --help` prints. */
const CONFORMANCE_HELP = `Usage: FORWARD_TO_SESSION_TOKEN=… forward-to-gateway conformance --upstream <region> --project <key> --echo <origin>

Asks a Merchant Center API Gateway about each behaviour that its documentation leaves open, and prints a table.

  --upstream <region>      gcp-eu, aws-us, …, or the origin of an API Gateway
  --project <key>          Project that you have access to
  --echo <origin>          https origin of a tunnel that leads to --echo-port of this machine; may be left out when the
                           gateway is on this machine too
  --echo-port <number>     port of the external API that is started for the questions (default 6002)
  --silence <seconds>      also ask how long a call waits for an API that is silent
  -h, --help               print this

The session token is that of a signed-in page: sessionStorage.getItem('sessionToken') in its console. It is sent to the
upstream only, and never printed. No call changes anything.
`;

/**
 * Runs `forward-to-gateway conformance`.
 *
 * @returns what to print.
 * @throws ForwardToError `invalid_config` that names the flag.
 */
export async function runConformance(args: string[], environment: NodeJS.ProcessEnv): Promise<string> {
  const flags = readFlags(args);
  if (flags.help) return CONFORMANCE_HELP.trimEnd();
  const { apiOrigin } = readUpstream(flags.upstream);
  const sessionToken = environment.FORWARD_TO_SESSION_TOKEN ?? '';
  requireSet(/^[\x21-\x7e]+$/.test(sessionToken), 'The variable FORWARD_TO_SESSION_TOKEN');
  const projectKey = flags.project ?? '';
  requireSet(/^[\w-]+$/.test(projectKey), '--project');
  const port = Number(flags['echo-port'] ?? 6002);
  requireSet(Number.isInteger(port) && port >= 0 && port <= 65_535, '--echo-port');
  const silence = Number(flags.silence ?? 0) * 1000;
  requireSet(silence >= 0 && silence < 1_000_000, '--silence');
  requireSet(flags.echo === undefined || URL.canParse(flags.echo), '--echo');
  const echo = await startEcho({ url: flags.echo && new URL(flags.echo).origin, port });
  try {
    return formatConformance(await checkConformance({ apiOrigin, sessionToken, projectKey, echo, silence }));
  } finally {
    await echo.close();
  }
}

function readFlags(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        upstream: text,
        project: text,
        echo: text,
        'echo-port': text,
        silence: text,
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw clientError('invalid_config', 'A flag of "conformance" is not known or has no value.', SEE_HELP, error);
  }
}

const SEE_HELP = 'forward-to-gateway conformance --help lists the flags.';

function requireSet(condition: boolean, name: string): asserts condition {
  if (!condition) throw clientError('invalid_config', `${name} is missing, or its value cannot be used.`, SEE_HELP);
}
