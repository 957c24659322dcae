// RSA keys that were made before: making one takes longer than most specs, and every spec file wants keys of its own.
const crypto = require('node:crypto');
const { setImmediate } = require('node:timers');
const { promisify } = require('node:util');

const { generateKeyPair, generateKeyPairSync } = crypto;
const made = [];
let taken = 0;

/** Keys are given out anew from this one on: from the first for a spec that is loaded, from the next for tests that run again. */
function restartKeyPool(from = 0) {
  taken = from;
}

const keysTaken = () => taken;

const isPooled = (type, options) =>
  type === 'rsa' && options?.modulusLength === 2048 && Object.keys(options).length === 1;

function takeKeyPair() {
  made[taken] ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return made[taken++];
}

crypto.generateKeyPairSync = (type, options) =>
  isPooled(type, options) ? takeKeyPair() : generateKeyPairSync(type, options);
crypto.generateKeyPair = (type, options, callback) => {
  if (!isPooled(type, options)) return generateKeyPair(type, options, callback);
  const { publicKey, privateKey } = takeKeyPair();
  setImmediate(callback, null, publicKey, privateKey);
};
crypto.generateKeyPair[promisify.custom] = async (type, options) =>
  isPooled(type, options) ? takeKeyPair() : promisify(generateKeyPair)(type, options);

module.exports = { keysTaken, restartKeyPool };
