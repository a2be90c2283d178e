import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, milliseconds, round, type BenchRow } from './bench-row';

const ROOT = join(__dirname, '..');
const ROUNDS = 3;

/** As many stacks as the lake has, with one topic each. */
const PLAIN_APP = `
  const { App, Stack } = require('aws-cdk-lib');
  const { CfnTopic } = require('aws-cdk-lib/aws-sns');
  const app = new App();
  for (let i = 0; i < 8; i++) new CfnTopic(new Stack(app, 'stack' + i), 'Topic');
  app.synth();
`;

/**
 * All stacks of one environment in a fresh process, rule packs and validation included, with and without
 * bundling the functions. The peer is an application of as many stacks that says next to nothing, with the
 * same feature flags: what is left of the time is the library's own.
 */
export async function benchSynth(): Promise<BenchRow[]> {
  const floor = await medianOf(() => synthesize(['-e', PLAIN_APP]));
  const app = ['--import', 'tsx', 'bin/headwater.ts'];
  const plain = await medianOf(() => synthesize(app, { 'aws:cdk:bundling-stacks': [] }));
  const bundled = await medianOf(() => synthesize(app));
  const row = (name: string, value: number): BenchRow => ({
    name,
    value: round(value),
    unit: 'ms',
    against: 'eight stacks of one topic',
    ratio: round(floor / value),
  });
  return [
    { name: 'synthesize eight stacks of one topic', value: round(floor), unit: 'ms' },
    { ...row('synthesize and check every stack of dev', plain), target: 0.3 },
    row('the same with functions bundled', bundled),
  ];
}

async function medianOf(work: () => void): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < ROUNDS; turn++) times.push(await milliseconds(work));
  return median(times);
}

function synthesize(args: readonly string[], context: Readonly<Record<string, unknown>> = {}): void {
  const flags = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as { context: object };
  const directory = mkdtempSync(join(tmpdir(), 'headwater-synth-'));
  const env = {
    ...process.env,
    NODE_NO_WARNINGS: '1',
    CDK_OUTDIR: directory,
    CDK_CONTEXT_JSON: JSON.stringify({ ...flags.context, env: 'dev', ...context }),
  };
  try {
    execFileSync(process.execPath, [...args], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
