import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { bundleLimit, ESBUILD } from '../lib/constructs/bundling';
import { median, round, type BenchRow } from './bench-row';

const ROOT = join(__dirname, '..');
const STARTS = 5;
/** Milliseconds from which a caller of the API notices a cold start. */
const START_TARGET = 300;

/** Prints how long a module takes to load in a process that has loaded nothing else. */
const LOAD = `
  const start = process.hrtime.bigint();
  require(process.argv[1]);
  process.stdout.write(String(Number(process.hrtime.bigint() - start) / 1e6), () => process.exit());
`;

/** Every function as it is deployed: bytes of its bundle, and the time from nothing to a handler. */
export async function benchBundles(): Promise<BenchRow[]> {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-bundles-'));
  try {
    const rows: BenchRow[] = [];
    for (const entry of handlers()) {
      const outfile = join(directory, dirname(entry), 'index.js');
      const { metafile } = await build({
        ...ESBUILD,
        entryPoints: [join(ROOT, entry)],
        outfile,
        metafile: true,
        logLevel: 'silent',
      });
      const name = dirname(entry).replace('lambdas/', '');
      rows.push(
        {
          name: `${name}, bundle`,
          value: round(statSync(outfile).size / 1000),
          unit: 'kB',
          target: bundleLimit(metafile) / 1000,
        },
        {
          name: `${name}, loading it`,
          value: round(median(Array.from({ length: STARTS }, () => load(outfile)))),
          unit: 'ms',
          target: START_TARGET,
        },
      );
    }
    return rows;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function handlers(): string[] {
  return readdirSync(join(ROOT, 'lambdas'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('handler.ts'))
    .map((path) => join('lambdas', path))
    .sort();
}

function load(bundle: string): number {
  const env = { PATH: process.env.PATH, AWS_REGION: 'eu-central-1', NODE_NO_WARNINGS: '1' };
  return Number(execFileSync(process.execPath, ['-e', LOAD, bundle], { env, encoding: 'utf8' }));
}
