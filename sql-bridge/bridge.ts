import type { Emit, Node } from './node';
import { refused } from './unsupported';

/** A call of a scalar function, as the statement makes it. */
export interface Call {
  readonly name: string;
  readonly args: readonly Node[];
  readonly emit: Emit;
}

/** How one Athena function becomes DuckDB SQL. */
export type Bridge = (call: Call) => string;

/** Athena function name, in lower case, to how it runs on DuckDB. */
export type FunctionTable = Readonly<Record<string, Bridge>>;

const inOrder = ({ args, emit }: Call): string => args.map(emit).join(', ');

/** The function means the same in both, under another name or its own. */
export const as = (duckName: string, min = 1, max = min): Bridge =>
  counted(min, max, (call) => `${duckName}(${inOrder(call)})`);

/** The function is a macro of the prelude that keeps Athena's meaning. */
export const macro = (min = 1, max = min): Bridge =>
  counted(min, max, (call) => `athena_${call.name}(${inOrder(call)})`);

/** The function becomes an expression around its arguments, in order. */
export const template = (min: number, write: (...args: readonly string[]) => string, max = min): Bridge =>
  counted(min, max, ({ args, emit }) => write(...args.map(emit)));

/** Different signatures, chosen by the number of arguments. */
export const byCount =
  (bridges: Readonly<Record<number, Bridge>>): Bridge =>
  (call) => {
    const bridge = bridges[call.args.length];
    if (!bridge) throw wrongCount(call, Object.keys(bridges).join(' or '));
    return bridge(call);
  };

/** The function exists in Athena and has no faithful equal here. */
export const never =
  (why: string, remedy = 'Run the statement in Athena.'): Bridge =>
  ({ name }) => {
    throw refused(`function \`${name}\``, `a function with an equal in DuckDB: ${why}`, remedy);
  };

export function counted(min: number, max: number, bridge: Bridge): Bridge {
  return (call) => {
    if (call.args.length < min || call.args.length > max) {
      throw wrongCount(call, min === max ? `${min}` : `${min} to ${max}`);
    }
    return bridge(call);
  };
}

function wrongCount({ name, args }: Call, expected: string): Error {
  return refused(
    `\`${name}\` with ${args.length} arguments`,
    `${expected} arguments`,
    'Use a form of the function that the bridge knows.',
  );
}

/** Quotes text as a DuckDB string literal. */
export const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Quotes a name as a DuckDB identifier. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * A value, unless the condition holds: then the statement fails with the message.
 *
 * `error()` counts as volatile in DuckDB and cannot stand inside TRY; a failing cast can.
 */
export const raiseIf = (condition: string, message: string, value: string): string =>
  `CASE WHEN CASE WHEN ${condition} THEN CAST(${quote(message)} AS BOOLEAN) ELSE false END ` +
  `THEN NULL ELSE ${value} END`;
