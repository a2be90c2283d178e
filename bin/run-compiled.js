// Runs what is compiled. What V8 makes of its text is kept beside it, so that the next process needn't make it again.
const { createHash } = require('node:crypto');
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname } = require('node:path');
const { Script } = require('node:vm');
const { compiled } = require('./compiled.js');

const KEPT_AFTER_MS = 3_000;
/** Of SHA-256, before what is kept. */
const DIGEST_BYTES = 32;

/**
 * @param {string} entry as {@link compiled} takes it
 * @returns {Promise<unknown>} what the module exports
 */
async function runCompiled(entry) {
  const file = await compiled(entry);
  const kept = `${file}.${process.version}-${process.arch}.v8`;
  const cachedData = read(kept);
  const script = new Script(Module.wrap(readFileSync(file, 'utf8')), {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  // Options of Node's change what V8 makes.
  const isOthers = cachedData !== undefined && process.execArgv.length > 0;
  if (script.cachedDataRejected !== false && !isOthers) keepSoon(kept, script);
  const module = new Module(file, null);
  Object.assign(module, { filename: file, paths: Module._nodeModulePaths(dirname(file)) });
  require.cache[file] = module;
  const own = Module.createRequire(file);
  script.runInThisContext().call(module.exports, module.exports, own, module, file, dirname(file));
  module.loaded = true;
  return module.exports;
}

/** Undefined for what isn't whole: V8 looks at no more than versions and lengths, and ends the process over the rest. */
function read(path) {
  try {
    const kept = readFileSync(path);
    const data = kept.subarray(DIGEST_BYTES);
    return digestOf(data).equals(kept.subarray(0, DIGEST_BYTES)) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** At the end of a short process, which knows what is used; in a long one before V8 lets go of what isn't used any more. */
function keepSoon(path, script) {
  let isKept = false;
  const now = () => {
    if (!isKept) keep(path, script.createCachedData());
    isKept = true;
  };
  process.once('exit', now);
  setTimeout(now, KEPT_AFTER_MS).unref();
}

/** Where it can't be kept, it is made again. */
function keep(path, data) {
  const mine = `${path}.${process.pid}`;
  try {
    writeFileSync(mine, Buffer.concat([digestOf(data), data]), { flush: true });
    renameSync(mine, path);
  } catch {
    // A directory that may not be written to, or a full disk.
  }
}

const digestOf = (data) => createHash('sha256').update(data).digest();

module.exports = { runCompiled };
