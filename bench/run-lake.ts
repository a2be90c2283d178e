import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A command in a process of its own. */
export function runLake(root: string, ...command: readonly string[]): { seconds: number; peakMb: number } {
  const start = process.hrtime.bigint();
  const script = `process.on('exit', () => require('fs').writeSync(1, String(process.resourceUsage().maxRSS)));
process.argv.splice(1, 0, 'lake'); require(${JSON.stringify(join(__dirname, '../bin/lake.js'))});`;
  const done = spawnSync(process.execPath, ['-e', script, '--', ...command, '--lake', root], {
    encoding: 'utf8',
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (done.status !== 0) throw new Error(`lake ${command[0]} failed:\n${done.stderr}`);
  return { seconds, peakMb: Number(/(\d+)$/.exec(done.stdout)?.[1]) / 1024 };
}
