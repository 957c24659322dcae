// What specs import from '@jest/globals' when they run without Jest around them: its own runner, matchers and mocks.
const circus = require('jest-circus');
const { jestExpect } = require('@jest/expect');
const { ModuleMocker } = require('jest-mock');

module.exports = { ...circus, expect: jestExpect, jest: new ModuleMocker(globalThis) };
