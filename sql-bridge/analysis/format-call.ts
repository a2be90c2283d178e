import { refused } from '../errors';
import type { Call } from '../syntax/ast';
import { isFloat, isInteger, VARCHAR, type Type } from '../types/type';
import { castValue } from '../values/cast/cast-value';
import { wordOf, type Value } from '../values/codec';
import { formatValue, type Specifier, specifiersOf } from '../values/format';
import type { Env } from './env';
import { typed, type Typed } from './typed';
import { udfName } from './udf-name';

/** `format('%s has %,d', a, b)`, with the format as a literal. */
export function formatCall(node: Call, env: Env): Typed {
  const [format, ...args] = node.args.map((arg) => env.analyze(arg, env));
  if (format?.text === undefined)
    throw refused('`format` with a computed format', 'Write the format as a literal.');
  const pieces = specifiersOf(format.text);
  const values = pieces.filter((piece) => typeof piece !== 'string');
  if (values.some((piece) => piece.index >= args.length))
    throw env.ctx.error(
      'INVALID_FUNCTION_ARGUMENT',
      node,
      'The format has more places than there are values',
    );
  const types = args.map(({ type }) => type);
  const run = (...given: readonly Value[]): string =>
    pieces
      .map((piece) =>
        typeof piece === 'string' ? piece : written(piece, given[piece.index] ?? null, types[piece.index]!),
      )
      .join('');
  for (const piece of values) supported(piece, types[piece.index]!);
  const name = udfName(
    `format_${Buffer.from(format.text).toString('hex').slice(0, 60)}_${format.text.length}`,
    ...types,
    VARCHAR,
  );
  return typed(
    env.ctx.call(
      { name, parameters: types, result: VARCHAR, nulls: true, run: run },
      ...args.map(({ sql }) => sql),
    ),
    VARCHAR,
  );
}

function supported({ conversion }: Specifier, type: Type): void {
  const fits = {
    s: true,
    S: true,
    b: true,
    d: isInteger(type),
    x: isInteger(type),
    X: isInteger(type),
    f: isFloat(type) || type.kind === 'decimal',
  }[conversion];
  if (!fits)
    throw refused(
      `\`format\` with %${conversion} and a value of type ${type.kind}`,
      'Use %s, or cast the value first.',
    );
  if (
    conversion.toLowerCase() === 's' &&
    ['varbinary', 'array', 'map', 'row', 'real', 'double', 'json'].includes(type.kind)
  )
    throw refused('`format` with %s and a value of this type', 'Cast the value to varchar first.');
}

const written = (piece: Specifier, value: Value, type: Type): string =>
  formatValue(
    piece,
    value,
    piece.conversion.toLowerCase() === 's' && value !== null
      ? wordOf(castValue(type, VARCHAR)(value))
      : undefined,
    type,
  );
