import { z } from 'zod';
import { SettingsError } from '../core/errors';

/**
 * Reads the environment variables a handler needs into one typed object.
 *
 * @param names property names and the variables they come from
 * @throws SettingsError naming every variable that is missing
 */
export function readEnvironment<N extends Readonly<Record<string, string>>>(
  names: N,
  source: NodeJS.ProcessEnv = process.env,
): { readonly [K in keyof N]: string } {
  const shape = Object.fromEntries(Object.values(names).map((name) => [name, z.string().min(1)]));
  const found = z.object(shape).safeParse(source);
  if (!found.success) {
    const missing = found.error.issues.map(({ path }) => path.join('.'));
    throw new SettingsError(
      `Environment variables missing: ${missing.join(', ')}. The construct that deploys this function sets them`,
    );
  }
  return Object.fromEntries(
    Object.entries(names).map(([property, name]) => [property, found.data[name]]),
  ) as {
    readonly [K in keyof N]: string;
  };
}
