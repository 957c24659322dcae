import { setImmediate as afterIo } from 'node:timers/promises';
import keyPool from './key-pool.cjs';

const { restartKeyPool } = keyPool;

/** Tests of a loaded spec, by their ID: path of the spec and full name. */
export function listTests(spec, { rootDescribeBlock }) {
  const walk = (block, names) =>
    block.children.flatMap((child) =>
      child.type === 'test'
        ? [{ id: [spec, ...names, child.name].join(' › '), test: child }]
        : walk(child, [...names, child.name]),
    );
  return walk(rootDescribeBlock, []);
}

/**
 * Creates the function that runs some tests of a loaded spec in this process, with Jest's own runner, until one fails.
 *
 * @param onTest is told the ID of the test that begins, and `undefined` when it has ended.
 */
export function createTestRunner(circus, onTest) {
  let failure;
  let idOf = new Map();
  const fail = (name, error) => {
    failure ??= { name, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  };
  process.on('uncaughtException', (error) => fail(undefined, error));
  process.on('unhandledRejection', (error) => fail(undefined, error));
  circus.addEventHandler((event) => {
    if (event.name === 'test_start') {
      onTest(idOf.get(event.test));
      if (failure) event.test.mode = 'skip';
    }
    if (event.name === 'test_done' || event.name === 'test_skip') onTest(undefined);
    if (event.name === 'test_fn_failure') fail(idOf.get(event.test), event.error);
    if (event.name === 'hook_failure') fail(event.test && idOf.get(event.test), event.error);
  });

  return async function runTests(spec, state, wanted) {
    failure = undefined;
    const tests = listTests(spec, state);
    idOf = new Map(tests.map(({ id, test }) => [test, id]));
    const modes = tests.map(({ test }) => test.mode);
    for (const { id, test } of tests) {
      test.errors = [];
      if (wanted && !wanted.has(id)) test.mode = 'skip';
    }
    circus.setState(state);
    restartKeyPool(state.keysTaken);
    state.unhandledErrors = [];
    await circus.run();
    // What a test left behind may fail a moment later.
    await afterIo();
    tests.forEach(({ test }, index) => (test.mode = modes[index]));
    const ran = tests
      .filter(({ test }) => test.status === 'done')
      .map(({ id, test }) => ({ id, duration: test.duration }));
    for (const { test } of tests) test.status = null;
    if (failure) failure.name ??= ran.at(-1)?.id ?? tests[0]?.id;
    return { ran, failure };
  };
}
