import type { ColumnInfo } from '@aws-sdk/client-athena';
import type { ShownColumn } from '../sql/shown';

const INTEGERS: readonly string[] = ['tinyint', 'smallint', 'integer', 'bigint'];
const FLOATS: readonly string[] = ['float', 'double'];

/** A column as Athena's API tells of it; its values are text. Lists, maps and rows stay the text that Athena makes of them. */
export function apiColumn({ Name: name = '', Type: type = '', Precision, Scale }: ColumnInfo): ShownColumn {
  return {
    name,
    type,
    ...(type === 'decimal' && { precision: Precision ?? 0, scale: Scale ?? 0 }),
    text: (value) => value as string | null,
    plain: (value) => (value === null ? null : plainOf(type, value as string)),
  };
}

/** As {@link plainValue} has it for values of the lake on one machine. */
function plainOf(type: string, text: string): unknown {
  if (type === 'boolean') return text === 'true';
  if (INTEGERS.includes(type)) return Number.isSafeInteger(Number(text)) ? Number(text) : text;
  if (FLOATS.includes(type)) return Number.isFinite(Number(text)) ? Number(text) : text;
  if (type === 'timestamp') return text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
  return text;
}
