// The command line in one file, made by esbuild at the first use and again whenever a source has changed.
const { execFile } = require('node:child_process');
const { createHash } = require('node:crypto');
const {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const { isBuiltin } = require('node:module');
const { dirname, join } = require('node:path');
const { promisify } = require('node:util');

const ROOT = join(__dirname, '..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'headwater');
const SOURCES = [
  'access-proof',
  'bench',
  'bi',
  'bin',
  'core',
  'datasets',
  'doctor',
  'lambdas',
  'lib',
  'local',
  'sources',
  'sql-bridge',
];
/** Large, and behind modules that are themselves loaded at first use. */
const LOADED_BY_THEIR_MODULE =
  /^(aws-cdk-lib|cdk-nag|constructs|@aws-sdk|@aws-lambda-powertools|@smithy|@cloud-copilot)/;
/** Of many files, and without packages of their own: taken into the bundle, since to find and read each file takes longest. */
const TAKEN_IN = new Set(['@duckdb/node-api', 'commander', 'zod']);
/** Bundles of sources that are no more are left for so many milliseconds: another process may be starting from one. */
const KEPT_MS = 3_600_000;

/** @type {string | undefined} */
let sources;

/**
 * @param {string} entry path of a TypeScript file below the project, such as `bin/lake.ts`
 * @returns {Promise<string>} path of a CommonJS file that does the same
 */
async function compiled(entry) {
  sources ??= fingerprint();
  const file = join(CACHE, `${entry.replaceAll(/[/.]/g, '-')}-${sources}.cjs`);
  // In a process of its own: the hundreds of megabytes that it takes are gone before the work begins.
  if (!existsSync(file)) await promisify(execFile)(process.execPath, [__filename, entry, file]);
  return file;
}

/** Changes with any source: names, sizes and times of modification, which take milliseconds to read. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const folder of SOURCES) {
    if (!existsSync(join(ROOT, folder))) continue;
    for (const name of readdirSync(join(ROOT, folder), { recursive: true })) {
      if (!/\.[jt]sx?$/.test(name)) continue;
      const { size, mtimeMs } = statSync(join(ROOT, folder, name));
      hash.update(`${folder}/${name} ${size} ${mtimeMs}\n`);
    }
  }
  hash.update(readFileSync(join(ROOT, 'package.json')));
  return hash.digest('hex').slice(0, 16);
}

async function compile(entry, file) {
  const { build } = require('esbuild');
  mkdirSync(CACHE, { recursive: true });
  sweep();
  const mine = `${file}.${process.pid}`;
  const { metafile } = await build({
    entryPoints: [entry],
    outfile: mine,
    metafile: true,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    logLevel: 'error',
    plugins: [
      { name: 'own-directory', setup: keepDirectories },
      { name: 'at-first-use', setup: loadPackagesAtFirstUse },
    ],
  });
  const [{ imports }] = Object.values(metafile.outputs);
  writeFileSync(mine, importingOutside(readFileSync(mine, 'utf8'), imports));
  renameSync(mine, file);
}

/** Packages that are imported while it runs are imported by a module that isn't compiled. */
function importingOutside(text, imports) {
  const names = new Set(imports.flatMap(({ kind, path }) => (kind === 'dynamic-import' ? [path] : [])));
  let found = text;
  for (const name of names)
    found = found.replaceAll(`import(${JSON.stringify(name)})`, `importOutside(${JSON.stringify(name)})`);
  return `const importOutside = require(${JSON.stringify(join(__dirname, 'import-outside.js'))});\n${found}`;
}

/** Files beside a source are still found beside it: `__dirname` stays the source's own. */
function keepDirectories({ onLoad }) {
  onLoad({ filter: /\.ts$/ }, ({ path }) => {
    const contents = readFileSync(path, 'utf8');
    if (!contents.includes('__dirname')) return undefined;
    return { contents: `const __dirname = ${JSON.stringify(dirname(path))};\n${contents}`, loader: 'ts' };
  });
}

/** A package is loaded when something of it is used: most commands use few of them. */
function loadPackagesAtFirstUse({ onResolve, onLoad }) {
  onResolve({ filter: /^[^./]/, namespace: 'file' }, ({ path, kind }) =>
    kind === 'import-statement' && !isBuiltin(path) && !LOADED_BY_THEIR_MODULE.test(path)
      ? { path, namespace: 'at-first-use' }
      : undefined,
  );
  onResolve({ filter: /.*/, namespace: 'at-first-use' }, ({ path }) =>
    TAKEN_IN.has(path) ? { path: require.resolve(path) } : undefined,
  );
  onLoad({ filter: /.*/, namespace: 'at-first-use' }, ({ path }) => {
    const found = require(path);
    const names = Object.keys(found).filter((name) => name !== 'default' && name !== '__esModule');
    const name = JSON.stringify(path);
    return {
      contents: `
        let found;
        const load = () => (found ??= require(${name}));
        ${typeof found === 'function' ? 'module.exports = function (...args) { return new.target ? new (load())(...args) : load()(...args); };' : ''}
        ${'default' in found ? "Object.defineProperty(module.exports, 'default', { enumerable: true, get: () => load().default });" : ''}
        ${found.__esModule ? "Object.defineProperty(module.exports, '__esModule', { value: true });" : ''}
        for (const name of ${JSON.stringify(names)})
          Object.defineProperty(module.exports, name, { enumerable: true, get: () => load()[name] });`,
      loader: 'js',
      resolveDir: ROOT,
    };
  });
}

function sweep() {
  for (const name of readdirSync(CACHE)) {
    const [bundle] = /^.+?\.cjs/.exec(name) ?? [];
    // What others keep there is theirs; what is kept of a bundle goes after it.
    if (bundle === undefined || (name !== bundle && existsSync(join(CACHE, bundle)))) continue;
    const path = join(CACHE, name);
    // Another process that begins at the same time sweeps and renames, too.
    const { mtimeMs = Infinity } = statSync(path, { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > KEPT_MS) rmSync(path, { force: true });
  }
}

if (require.main === module) {
  const [entry, file] = process.argv.slice(2);
  compile(join(ROOT, entry), file).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}

module.exports = { compiled };
