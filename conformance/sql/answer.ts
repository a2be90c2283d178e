import type { Session } from '../../sql-bridge';
import { SqlError, typeText } from '../../sql-bridge';
import { TrinoError } from '../trino/client';
import type { Trino } from '../trino/trino';
import { ownText, plainType, trinoText, typeOf } from '../trino/value-text';

/** What an engine answers: columns and rows as Athena's API gives them, or the name of an error. */
export type Recorded =
  | {
      readonly columns: readonly (readonly [name: string, type: string])[];
      readonly rows: readonly (readonly (string | null)[])[];
    }
  | { readonly error: string };

export async function askTrino(trino: Trino, sql: string): Promise<Recorded> {
  try {
    const { columns, rows } = await trino.query(sql);
    const types = columns.map(({ type }) => typeOf(type));
    const known = types.every((type) => type !== undefined);
    return {
      columns: columns.map(({ name, type }) => [name, plainType(type)]),
      rows: rows.map((row) =>
        row.map((value, i) => (known ? trinoText(types[i]!, value) : JSON.stringify(value))),
      ),
    };
  } catch (error) {
    if (error instanceof TrinoError) return { error: error.code };
    throw error;
  }
}

export async function askBridge(session: Session, sql: string): Promise<Recorded> {
  try {
    const { columns = [], rows } = await session.run(sql);
    return {
      columns: columns.map(({ name, type }) => [name, plainType(typeText(type))]),
      rows: rows.map((row) => row.map((value, i) => ownText(columns[i]!.type, value))),
    };
  } catch (error) {
    if (error instanceof SqlError) return { error: error.code };
    return { error: `INTERNAL ${(error as Error).message}` };
  }
}

export type Verdict = 'right' | 'refused' | 'wrong' | 'internal';

/** An error of ours is right where Trino fails, too, whatever each calls it; a refusal is never wrong. */
export function judge(sql: string, trino: Recorded, own: Recorded): Verdict {
  if ('error' in own) {
    if (own.error.startsWith('INTERNAL') || own.error === 'GENERIC_INTERNAL_ERROR') return 'internal';
    if ('error' in trino) return 'right';
    return own.error === 'NOT_SUPPORTED' ? 'refused' : 'wrong';
  }
  if ('error' in trino) return 'wrong';
  const ordered = /\border\s+by\b(?![^()]*\))/i.test(sql);
  const isSame =
    text(trino, ordered) === text(own, ordered) || (APPROXIMATE.test(sql) && areNear(trino, own));
  return isSame ? 'right' : 'wrong';
}

/** Functions whose last digits Java leaves to the processor and to how far it has compiled. */
const APPROXIMATE =
  /\b(a?(sin|cos|tan)h?|atan2|exp|ln|log|log2|log10|pow|power|cbrt|geometric_mean|entropy|normal_cdf)\s*\(/i;
/** Units of the last place that a result may be off, as a share. @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/Math.html */
const NEAR = 4 * Number.EPSILON;

function areNear(trino: Answered, own: Answered): boolean {
  if (JSON.stringify(trino.columns) !== JSON.stringify(own.columns) || trino.rows.length !== own.rows.length)
    return false;
  return trino.rows.every((row, i) =>
    row.every((value, j) => {
      const [a, b] = [Number(value ?? NaN), Number(own.rows[i]?.[j] ?? NaN)];
      return value === own.rows[i]?.[j] || Math.abs(a - b) <= NEAR * Math.abs(a);
    }),
  );
}

type Answered = Extract<Recorded, { readonly rows: unknown }>;

function text({ columns, rows }: Answered, ordered: boolean): string {
  const written = rows.map((row) => JSON.stringify(row));
  return JSON.stringify([columns, ordered ? written : written.sort()]);
}
