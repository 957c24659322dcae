import { spawn } from 'node:child_process';
import { setInterval } from 'node:timers';

const STARTUP_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;
const PARENT_CHECK_MS = 250;
const END_WITH_PARENT = new URL('./end-with-parent.mjs', import.meta.url).href;

/**
 * Runs several programs as one: waits until each answers over HTTP, and ends all of them when one ends or on a signal.
 * They also end when this process is gone without a word, as after SIGKILL.
 *
 * @param programs `{ name, args, env?, cwd?, ready, startupTimeout? }`: Node's arguments, the URL that answers once the
 *   program is up, and how many milliseconds that may take.
 * @param onReady called once, when all of them answer.
 * @param options `endWithParent`: ends all of them when the process that started this one has ended, as after a signal.
 * @returns the exit code: 0 after a signal, 1 when a program failed.
 */
export async function runTogether(programs, onReady, { endWithParent = false } = {}) {
  const parent = process.ppid;
  const running = programs.map(start);
  const signal = new Promise((resolve) => {
    // Ctrl-C arrives twice, from the terminal and from npm: the second must not end this process before its programs have ended.
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => resolve({ signal: name }));
    if (!endWithParent) return;
    setInterval(() => {
      if (process.ppid !== parent) resolve({ signal: 'the end of the parent process' });
    }, PARENT_CHECK_MS).unref();
  });
  const ended = Promise.race(running.map((program) => program.ended));
  const answered = Promise.all(running.map((program) => waitUntilItAnswers(program))).then(
    () => ({ ready: true }),
    (error) => ({ error }),
  );

  let outcome = await Promise.race([signal, ended, answered]);
  if (outcome.ready) {
    onReady();
    outcome = await Promise.race([signal, ended]);
  }
  if (outcome.error) console.error(outcome.error.message);
  if (outcome.name) console.error(`${outcome.name} ended (${outcome.reason}); stopping the others`);
  await Promise.all(running.map(stop));
  return outcome.signal ? 0 : 1;
}

function start({ name, args, env, cwd, ready, startupTimeout = STARTUP_TIMEOUT_MS }) {
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    from.on('data', (data) => to.write(String(data).replace(/^(?=.)/gm, `[${name}] `)));
  }
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve({ name, reason: error.message }));
    child.once('exit', (code, signal) => resolve({ name, reason: signal ?? `exit code ${code}` }));
  });
  return { name, child, ended, ready, startupTimeout };
}

async function waitUntilItAnswers({ name, ready, child, startupTimeout }) {
  const deadline = Date.now() + startupTimeout;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(ready, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} does not answer at ${ready}`);
}

async function stop({ child, ended }) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}
