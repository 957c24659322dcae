import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * Keeps one of the two programs of the soak run alive across kills.
 *
 * `outages` holds the times between a kill and the next readiness: what explains a lost call.
 */
export function createChild(name, args) {
  const outages = [];
  let child;
  const start = async () => {
    child = fork(new URL(`${name}.mjs`, import.meta.url), args.map(String), {
      execArgv: ['--no-warnings', '--expose-gc', '--conditions=@forward-to/source', '--import', 'tsx'],
    });
    await once(child, 'message');
  };
  const kill = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  return {
    outages,
    start,
    kill,
    restart: async () => {
      const outage = { from: Date.now(), until: Infinity };
      outages.push(outage);
      await kill();
      await start();
      outage.until = Date.now();
    },
    measure: async () => {
      child.send('measure');
      const [figures] = await once(child, 'message');
      return figures;
    },
  };
}
