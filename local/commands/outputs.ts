import { readFile } from 'node:fs/promises';
import type { StackOutputs } from '../../bi';
import { UsageError } from './errors';

/** @throws UsageError when there is no such file, or it holds something else */
export async function readOutputs(file: string): Promise<StackOutputs> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(
      `There is no "${file}"; deploy with --outputs-file ${file}, or name the file with --outputs`,
    );
  });
  try {
    return JSON.parse(text) as StackOutputs;
  } catch {
    throw new UsageError(`"${file}" is no JSON; expected what cdk deploy --outputs-file writes`);
  }
}
