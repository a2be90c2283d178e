import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = join(__dirname, '..');

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(root, folder, name));
}

/** What a file imports: folders of the project for relative imports, package names for others. */
function imports(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import|require\()\s*'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
  return specifiers.map((name) =>
    name.startsWith('.') ? relative(root, resolve(dirname(file), name)) : name,
  );
}

function offenders(folder: string, forbidden: (imported: string, file: string) => boolean): string[] {
  return sources(folder).flatMap((file) =>
    imports(file)
      .filter((imported) => forbidden(imported, file))
      .map((imported) => `${relative(root, file)} imports ${imported}`),
  );
}

const isSdk = (name: string): boolean => name.startsWith('@aws-sdk/') || name.startsWith('@smithy/');
const isCdk = (name: string): boolean => name.startsWith('aws-cdk-lib') || name === 'constructs';
const isIn =
  (...folders: string[]) =>
  (name: string): boolean =>
    folders.includes(name.split('/')[0] ?? '');

test('the core and the datasets use neither the CDK nor an SDK', () => {
  const forbidden = (name: string): boolean =>
    isCdk(name) || isSdk(name) || isIn('lambdas', 'local', 'bin', 'lib')(name);
  expect(['core', 'datasets'].flatMap((folder) => offenders(folder, forbidden))).toEqual([]);
});

/** What a kind of source says of itself, which every side may know: `lambdas/<kind>/kind.ts`. */
const isDeclaration = (name: string): boolean => /^lambdas\/[\w-]+\/(kind|settings)$/.test(name);

test('lib reaches lambdas and local by file path only, but for what kinds of source say of themselves', () => {
  const forbidden = isIn('lambdas', 'local', 'bin', 'test');
  expect(offenders('lib', (name) => forbidden(name) && !isDeclaration(name))).toEqual([]);
});

test('lambdas import neither the CDK nor what is local', () => {
  expect(offenders('lambdas', (name) => isCdk(name) || isIn('local', 'bin', 'test')(name))).toEqual([]);
});

test('one machine needs no CDK', () => {
  expect(offenders('local', (name) => isCdk(name) || isIn('bin', 'test')(name))).toEqual([]);
});

test('environments are read where an app is made or an account examined, and nowhere else', () => {
  const makesAnApp = /^(lib\/config|access-proof|doctor)\//;
  const loaders = [
    'access-proof',
    'bi',
    'core',
    'doctor',
    'lib',
    'lambdas',
    'local',
    'datasets',
    'sql-bridge',
  ].flatMap((folder) =>
    sources(folder)
      .filter((file) => readFileSync(file, 'utf8').includes('loadEnvironment('))
      .map((file) => relative(root, file)),
  );
  expect(loaders.filter((file) => !makesAnApp.test(file))).toEqual([]);
});

test('no folder is a drawer for odds and ends', () => {
  const folders = [
    'access-proof',
    'bi',
    'core',
    'doctor',
    'lib',
    'lambdas',
    'local',
    'datasets',
    'sql-bridge',
  ].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory() && ['utils', 'helpers', 'common', 'misc'].includes(entry.name))
      .map((entry) => entry.name),
  );
  expect(folders).toEqual([]);
});
