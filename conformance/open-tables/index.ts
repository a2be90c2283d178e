import { scratch } from '../scratch';
import { foundByOthers, foundHere, type Found } from './readers';
import { steps } from './story';

/**
 * Has readers of others read every table after every kind of run, and compares with what the lake reads.
 *
 * @returns whether everything was the same
 */
export async function judgeOpenTables(say: (text: string) => void): Promise<boolean> {
  say('| after | tables | rows | readings that differ |');
  say('|---|---|---|---|');
  let isSame = true;
  for await (const { name, layout, datasets } of steps(scratch('open-tables'))) {
    const here = new Map((await foundHere(layout, datasets)).map((found) => [found.table, found]));
    const others = await foundByOthers(layout.root);
    const wrong = others.filter((found) => !isEqual(found, here.get(found.table)));
    const unread = [...here.keys()].filter((table) => !others.some((found) => found.table === table));
    const rows = [...here.values()].reduce((sum, found) => sum + (found.rows ?? 0), 0);
    say(
      `| ${name} | ${new Set(others.map(({ table }) => table)).size} | ${rows} | ${wrong.length + unread.length} |`,
    );
    for (const found of wrong)
      say(
        `  ${found.reader}: ${found.table}: ${found.error ?? `${found.rows} rows, here ${here.get(found.table)?.rows ?? 0}`}`,
      );
    for (const table of unread) say(`  ${table} isn't found`);
    isSame &&= wrong.length + unread.length === 0 && others.length > 0;
  }
  return isSame;
}

/** A table without a snapshot has no rows. */
function isEqual({ rows, digest, error }: Found, here: Found | undefined): boolean {
  if (error !== undefined) return false;
  return here === undefined ? rows === 0 : rows === here.rows && digest === here.digest;
}
