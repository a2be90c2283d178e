import { signaturesOf } from '../../../sql-bridge';
import { ARGUMENTS } from './arguments';
import { valuesOf } from './values';

/** Combinations, few enough: every value of each place at least once, and some pairs. */
function combinations(lists: readonly (readonly string[])[], most: number): readonly (readonly string[])[] {
  const total = lists.reduce((product, list) => product * list.length, 1);
  const found: (readonly string[])[] = [];
  const step = Math.max(1, Math.floor(total / most)) | 1;
  for (let i = 0; i < total && found.length < most; i += step) {
    let rest = i;
    found.push(
      lists.map((list) => {
        const at = rest % list.length;
        rest = Math.floor(rest / list.length);
        return list[at]!;
      }),
    );
  }
  return found;
}

/** Calls of a function, every value of each of its parameters in one at least. */
export function scalarStatements(name: string): readonly string[] {
  const found = new Set<string>();
  for (const { kind, args } of signaturesOf(name)!) {
    if (kind !== 'scalar') continue;
    if (
      args.some((pattern) =>
        ['hyperloglog', 'qdigest', 'tdigest', 'setdigest', 'ipaddress', 'color'].includes(pattern.name),
      )
    )
      continue;
    const lists = args.map((pattern, i) => ARGUMENTS[name]?.[i] ?? valuesOf(pattern));
    for (const values of combinations(lists, args.length <= 1 ? 12 : 16))
      found.add(`SELECT ${name}(${values.join(', ')})`);
  }
  return [...found];
}
