import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secrets } from '../../core/ports';
import { secretFields } from '../../core/sources';

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
    const put = `a JSON object of texts in the environment variable ${variable} or in ${file}`;
    return secretFields(text, { name, put });
  }
}

/** `erp/login` is looked for in `LAKE_SECRET_ERP_LOGIN`. */
function variableOf(name: string): string {
  return `LAKE_SECRET_${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}`;
}
