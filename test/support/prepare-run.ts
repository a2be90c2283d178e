import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Prepares a run of tests: settings for its processes, and a directory for what its test files share. */
export default function prepareRun(): void {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-run-'));
  process.env.HEADWATER_TEST_RUN = directory;
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  // The library's own validation of templates takes seconds and runs in every `cdk synth`.
  process.env.CDK_VALIDATION = 'false';
}
