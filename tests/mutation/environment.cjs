// The environment of a spec in the sandbox: jsdom for *.dom.spec.*, Node for the others, and nothing runs after a test has failed.
const { TestEnvironment: NodeEnvironment } = require('jest-environment-node');
const { mixinJestEnvironment } = require('@stryker-mutator/jest-runner');
const { restartKeyPool } = require('./key-pool.cjs');

/** Skips what comes after the first failure: it has found the mutant already. */
function stopAtFirstFailure(Environment) {
  return class extends Environment {
    #hasFailed = false;

    async handleTestEvent(event, state) {
      await super.handleTestEvent?.(event, state);
      if (event.name === 'test_fn_failure' || event.name === 'hook_failure') this.#hasFailed = true;
      if (event.name === 'test_start' && this.#hasFailed) event.test.mode = 'skip';
    }
  };
}

function readDomEnvironment() {
  const { unregister } = require('esbuild-register/dist/node').register();
  try {
    return require('../../test-support/jsdom-env.ts').default;
  } finally {
    unregister();
  }
}

const InNode = mixinJestEnvironment(stopAtFirstFailure(NodeEnvironment));
let InDom;

module.exports = function createEnvironment(config, context) {
  restartKeyPool();
  if (!/\.dom\.spec\.tsx?$/.test(context.testPath)) return new InNode(config, context);
  InDom ??= mixinJestEnvironment(stopAtFirstFailure(readDomEnvironment()));
  return new InDom(config, context);
};
