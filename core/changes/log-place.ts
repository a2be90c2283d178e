import { isNumber, numberText, textOf, type Json, type JsonObject } from './exact-json';
import type { LogPlace } from './log-watch';

/** Bits of a place within a file of a log. */
const FILE = 64n;

/**
 * Where Debezium says that a change stands in its database's log; undefined where what it says has no order.
 *
 * @see https://debezium.io/documentation/reference/stable/connectors/mysql.html#mysql-change-event-values
 * @see https://debezium.io/documentation/reference/stable/connectors/postgresql.html#postgresql-change-events-value
 */
export function logPlaceOf(source: JsonObject): LogPlace | undefined {
  const { ts_us: micros, ts_ms: millis } = source;
  const [exact, rough] = [count(micros), count(millis)];
  const at = exact ?? (rough === undefined ? undefined : rough * 1_000n);
  const place = typeof source.file === 'string' ? ofFiles(source.file, source) : ofCommits(source);
  return place && { ...place, at };
}

/** MySQL and MariaDB: files and bytes in them, each transaction as its server wrote it. */
function ofFiles(file: string, { pos, server_id: server, gtid }: JsonObject): LogPlace | undefined {
  const [, number] = /(\d+)$/.exec(file) ?? [];
  const place = count(pos);
  if (number === undefined || place === undefined) return undefined;
  const by = count(server);
  return {
    order: (BigInt(number) << FILE) | place,
    said: `${file}:${place}`,
    // Of a snapshot it is 0: nobody.
    server: by === undefined || by === 0n ? undefined : String(by),
    transaction: typeof gtid === 'string' ? transactionOf(gtid) : undefined,
  };
}

/** `uuid:12`, `uuid:tag:12`, or MariaDB's `domain-server-12`. */
function transactionOf(gtid: string): LogPlace['transaction'] {
  const [, of, nth] = /^(.+)[:-](\d{1,20})$/.exec(gtid) ?? [];
  return of === undefined || nth === undefined ? undefined : { of, nth: BigInt(nth) };
}

/**
 * PostgreSQL: changes come in the order in which their transactions were committed, each with the commit before it, while
 * those of two transactions lie between each other in the log.
 */
function ofCommits({ sequence, lsn }: JsonObject): LogPlace | undefined {
  const [commit] =
    typeof sequence === 'string' ? (/^\[(?:"(\d{1,20})"|null),/.exec(sequence)?.slice(1) ?? []) : [];
  if (typeof sequence !== 'string') return undefined;
  // A connector that begins has seen no commit yet.
  const order = commit === undefined ? count(lsn) : BigInt(commit);
  if (order === undefined) return undefined;
  const [high, low] = [order >> 32n, order & 0xffff_ffffn].map((half) => half.toString(16).toUpperCase());
  return { order, said: `LSN ${high}/${low}` };
}

function count(value: Json | undefined): bigint | undefined {
  const text = isNumber(value) ? numberText(value) : textOf(value);
  return text !== undefined && /^\d{1,20}$/.test(text) ? BigInt(text) : undefined;
}
