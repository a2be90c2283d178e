import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(__dirname, '..');

const FOLDERS = ['access-proof', 'bi', 'core', 'doctor', 'lib', 'lambdas', 'local', 'datasets', 'sql-bridge'];

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(root, folder, name));
}

test('environments are read where an app is made or an account examined, and nowhere else', () => {
  const makesAnApp = /^(lib\/config|access-proof|doctor)\//;
  const loaders = FOLDERS.flatMap((folder) =>
    sources(folder)
      .filter((file) => readFileSync(file, 'utf8').includes('loadEnvironment('))
      .map((file) => relative(root, file)),
  );
  expect(loaders.filter((file) => !makesAnApp.test(file))).toEqual([]);
});

test('no folder is a drawer for odds and ends', () => {
  const folders = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory() && ['utils', 'helpers', 'common', 'misc'].includes(entry.name))
      .map((entry) => entry.name),
  );
  expect(folders).toEqual([]);
});
