import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { resolveSources, type DeclaredSource, type Source } from '../../core/sources';
import { UsageError } from '../commands/errors';

const overridesSchema = z.record(z.string(), z.union([z.literal(false), z.record(z.string(), z.unknown())]));

/**
 * The lake's sources with the settings of this machine.
 *
 * @param file JSON: settings by source over what the list says, or false for none of it; needn't be there
 * @throws UsageError with every wrong setting
 */
export async function machineSources(declared: readonly DeclaredSource[], file: string): Promise<Source[]> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const { sources, problems } = resolveSources(declared, overridesOf(text, file));
  if (problems.length === 0) return sources;
  const lines = problems.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new UsageError(`Settings of sources are wrong (${file}):\n${lines.join('\n')}`);
}

function overridesOf(text: string, file: string): z.output<typeof overridesSchema> {
  try {
    return overridesSchema.parse(JSON.parse(text));
  } catch {
    throw new UsageError(
      `${file} can't be read: expected a JSON object with an object of settings per source`,
    );
  }
}
