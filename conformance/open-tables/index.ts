import { scratch } from '../scratch';
import { foundHere, type Found, type Reader } from './found';
import { startPython } from './python';
import { startSpark } from './spark';
import { steps } from './story';
import { startTrino } from './trino';

/** Readers by the name of who makes them. */
const READERS: readonly (() => Promise<Reader>)[] = [startPython, startSpark, startTrino];

/**
 * Has readers of others read every table and every snapshot after every kind of run, and compares with what the lake read when
 * that was the table.
 *
 * @returns whether everything was the same
 */
export async function judgeOpenTables(say: (text: string) => void): Promise<boolean> {
  const readers: Reader[] = [];
  try {
    for (const start of READERS) readers.push(await start());
    return await judged(readers, say);
  } finally {
    for (const reader of readers) await reader.close();
  }
}

async function judged(readers: readonly Reader[], say: (text: string) => void): Promise<boolean> {
  say('| after | tables | rows | readings | of snapshots before | that differ |');
  say('|---|--:|--:|--:|--:|--:|');
  /** What the lake read, by table and snapshot. */
  const known = new Map<string, Found>();
  const inAll = new Set<string>();
  let isSame = true;
  for await (const { name, layout, datasets } of steps(scratch('open-tables'))) {
    const here = new Map<string, Found>();
    for (const found of await foundHere(layout, datasets)) {
      here.set(found.table, found);
      known.set(`${found.table} ${found.snapshot}`, found);
    }
    const others = (await Promise.all(readers.map((reader) => reader.read(layout.root)))).flat();
    for (const { reader } of others) inAll.add(reader);
    const expected = ({ table, snapshot }: Found): Found | undefined =>
      snapshot === undefined ? here.get(table) : known.get(`${table} ${snapshot}`);
    const judgedOnes = others.filter((found) => found.snapshot === undefined || expected(found));
    const wrong = judgedOnes.filter((found) => !isEqual(found, expected(found)));
    const unread = [...inAll].flatMap((reader) =>
      [...here.keys()]
        .filter((table) => !others.some((found) => found.table === table && found.reader === reader))
        .map((table) => `${reader}: ${table} isn't found`),
    );
    const rows = [...here.values()].reduce((sum, found) => sum + (found.rows ?? 0), 0);
    const before = judgedOnes.filter(({ snapshot }) => snapshot !== undefined).length;
    const tables = new Set(others.map(({ table }) => table)).size;
    say(
      `| ${name} | ${tables} | ${rows} | ${judgedOnes.length} | ${before} | ${wrong.length + unread.length} |`,
    );
    for (const found of wrong) say(`  ${told(found, expected(found))}`);
    for (const each of unread) say(`  ${each}`);
    isSame &&= wrong.length + unread.length === 0 && others.length > 0;
  }
  say(`read by ${[...inAll].join(', ')}`);
  return isSame;
}

function told({ reader, table, snapshot, error, rows }: Found, here: Found | undefined): string {
  const at = snapshot === undefined ? '' : `, snapshot ${snapshot}`;
  return `${reader}: ${table}${at}: ${error ?? `${rows} rows, here ${here?.rows ?? 0}`}`;
}

/** A table without a snapshot has no rows. */
function isEqual({ rows, digest, error }: Found, here: Found | undefined): boolean {
  if (error !== undefined) return false;
  return here === undefined ? rows === 0 : rows === here.rows && digest === here.digest;
}
