// RSA keys that were made before: making one takes longer than most specs, and every spec file wants keys of its own.
const crypto = require('node:crypto');
const { promisify } = require('node:util');

const { generateKeyPair, generateKeyPairSync } = crypto;
const made = [];
let taken = 0;

/** Within a spec file no key comes twice; the next spec file starts from the first again. */
function restartKeyPool() {
  taken = 0;
}

const isPooled = (type, options) =>
  type === 'rsa' && options?.modulusLength === 2048 && Object.keys(options).length === 1;

function takeKeyPair() {
  made[taken] ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return made[taken++];
}

crypto.generateKeyPairSync = (type, options) =>
  isPooled(type, options) ? takeKeyPair() : generateKeyPairSync(type, options);
crypto.generateKeyPair = (type, options, callback) => generateKeyPair(type, options, callback);
crypto.generateKeyPair[promisify.custom] = async (type, options) =>
  isPooled(type, options) ? takeKeyPair() : promisify(generateKeyPair)(type, options);

module.exports = { restartKeyPool };
