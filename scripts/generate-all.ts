import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Command } from 'commander';

/** Each in a process of its own, in this order: contracts are read by validators that the first one writes. */
const SCRIPTS = ['generate-validators.ts', 'generate.ts', 'generate-access.ts'] as const;

const { check = false } = new Command('npm run generate --')
  .description(
    'Write every file that is computed: validators, the pages of datasets and access, and their seeds.',
  )
  .option('--check', 'write nothing, and exit with 1 when one is stale')
  .parse()
  .opts<{ readonly check?: boolean }>();

for (const script of SCRIPTS) {
  const { status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(__dirname, script), ...(check ? ['--check'] : [])],
    { stdio: 'inherit' },
  );
  if (status !== 0) {
    process.exitCode = 1;
    break;
  }
}
