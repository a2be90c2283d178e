import { quote } from './bridge';
import { Fields, kindOf, stringLiteral, type Emit, type Node } from './node';
import { refused } from './unsupported';

/**
 * A `timestamp with time zone` keeps its zone in Athena; in DuckDB it is an instant, and every
 * connection of the bridge shows it in UTC. What reads the clock of the zone (a cast to timestamp,
 * `hour`, `date_format`) must therefore see the zone in the same expression: `wall`. What reads the
 * instant only (a comparison, AT TIME ZONE) takes `instant`.
 *
 * @see https://trino.io/docs/current/language/types.html#timestamp-p-with-time-zone
 */
interface Zoned {
  readonly wall: string;
  readonly instant: string;
}

/** Both readings of an expression that makes a zoned timestamp; undefined for every other one. */
function zoned(node: Node, emit: Emit): Zoned | undefined {
  const args = argsOf(node);
  switch (args?.name) {
    case 'paren':
      return zoned(args.nodes[0]!, emit);
    case 'try': {
      const inner = zoned(args.nodes[0]!, emit);
      return inner && { wall: `TRY(${inner.wall})`, instant: `TRY(${inner.instant})` };
    }
    case 'from_iso8601_timestamp': {
      const text = emit(args.nodes[0]!);
      return { wall: `athena_iso_wall(${text})`, instant: `athena_iso_instant(${text})` };
    }
    case 'at_timezone': {
      const moment = `CAST(${instant(args.nodes[0]!, emit)} AS TIMESTAMPTZ)`;
      return { wall: `timezone(${zoneOf(args.nodes[1])}, ${moment})`, instant: moment };
    }
    case 'with_timezone': {
      const local = `CAST(${emit(args.nodes[0]!)} AS TIMESTAMP)`;
      return { wall: local, instant: `timezone(${zoneOf(args.nodes[1])}, ${local})` };
    }
  }
  return undefined;
}

/** The expression as its local clock shows it, where the zone is known; as it is otherwise. */
export const wall = (node: Node, emit: Emit): string => zoned(node, emit)?.wall ?? emit(node);

/** Whether {@link wall} gives a timestamp for certain, so that a cast to one has nothing to convert. */
export const isZoned = (node: Node, emit: Emit): boolean => zoned(node, emit) !== undefined;

/** The expression as a moment in time. */
export function instant(node: Node, emit: Emit): string {
  return zoned(node, emit)?.instant ?? emit(node);
}

/** The zone of AT TIME ZONE, which must be a literal. */
export function zoneOf(node: Node | undefined): string {
  const zone = stringLiteral(node);
  if (zone === undefined || !/^[A-Za-z]+(?:\/[\w+-]+)*$/.test(zone)) {
    throw refused(
      'a time zone that is not the literal name of a region',
      "a name such as 'UTC' or 'Europe/Berlin'",
      'Write the name of the zone as a string literal.',
    );
  }
  return quote(zone);
}

export const isUtc = (node: Node | undefined): boolean =>
  ['UTC', 'ETC/UTC', 'GMT', 'Z'].includes((stringLiteral(node) ?? '').toUpperCase());

function argsOf(node: Node): { readonly name: string; readonly nodes: readonly Node[] } | undefined {
  const fields = Fields.of(node);
  switch (kindOf(node)) {
    case 'paren':
      return { name: 'paren', nodes: [fields.node('this')] };
    case 'at_time_zone':
      return { name: 'at_timezone', nodes: [fields.node('this'), fields.node('zone')] };
    case 'function':
      return { name: (fields.text('name') ?? '').toLowerCase(), nodes: fields.nodes('args') };
  }
  return undefined;
}
