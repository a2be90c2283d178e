import { createHash } from 'node:crypto';

/**
 * DuckDB SQL that uses a value several times and has it computed once. The name of the value comes from its text, so
 * that two equal expressions stay equal.
 */
export function once(value: string, use: (name: string) => string): string {
  if (/^("\w+"|\w+)\.\w+$/.test(value)) return use(value);
  const name = `"v${createHash('sha256').update(value).digest('hex').slice(0, 12)}"`;
  return `list_transform([${value}], lambda ${name}: ${use(name)})[1]`;
}
