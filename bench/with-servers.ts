import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missing, type ToolName } from '../test/support/needs';
import type { BenchRow } from './bench-row';

/** Measures with real servers, in a directory that is gone afterwards; says what is missing and measures nothing where they aren't there. */
export async function withServers(
  tools: readonly ToolName[],
  measure: (root: string) => Promise<BenchRow[]>,
): Promise<BenchRow[]> {
  const lacking = missing(...tools);
  if (lacking.length > 0) {
    console.log(`Skipped: ${lacking.join('; ')}`);
    return [];
  }
  const root = mkdtempSync(join(tmpdir(), 'headwater-bench-'));
  try {
    return await measure(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
