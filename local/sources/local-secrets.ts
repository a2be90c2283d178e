import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Secrets } from '../../core/ports';
import { SecretMissingError } from '../../core/sources';

const secretSchema = z.record(z.string(), z.string());

/** Secrets of one machine: a JSON object in an environment variable, else in a file below the lake's directory. */
export class LocalSecrets implements Secrets {
  /** @param directory holds `<name>.json` for each secret */
  constructor(
    private readonly directory: string,
    private readonly environment: NodeJS.ProcessEnv = process.env,
  ) {}

  async read(name: string): Promise<Readonly<Record<string, string>>> {
    const variable = variableOf(name);
    const file = join(this.directory, `${name.replaceAll('/', '-')}.json`);
    const text = this.environment[variable] ?? (await readFile(file, 'utf8').catch(() => undefined));
    const where = `a JSON object of texts in the environment variable ${variable} or in ${file}`;
    if (text === undefined) throw new SecretMissingError(`There is no secret "${name}": put ${where}`);
    const parsed = secretSchema.safeParse(jsonOf(text));
    if (!parsed.success)
      throw new SecretMissingError(`The secret "${name}" can't be read: expected ${where}`);
    return parsed.data;
  }
}

/** `erp/login` is looked for in `LAKE_SECRET_ERP_LOGIN`. */
function variableOf(name: string): string {
  return `LAKE_SECRET_${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
