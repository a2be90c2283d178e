import { canCoerce, commonType, asDecimal } from '../types/coercion';
import {
  arrayOf,
  decimal,
  isText,
  mapOf,
  sameType,
  timestamp,
  timestampTz,
  UNKNOWN,
  VARCHAR,
  varchar,
  type SimpleKind,
  type Type,
} from '../types/type';
import type { Pattern, Signature } from './signature';

/** An argument whose type is known, or a lambda whose type depends on the others. */
export type Argument = { readonly type: Type } | { readonly lambda: (parameters: readonly Type[]) => Type };

/** A call whose types are settled. */
export interface Bound {
  readonly signature: Signature;
  /** What each argument is read as. */
  readonly parameters: readonly Type[];
  readonly result: Type;
  /** Parameters of lambdas, by the place of the lambda. */
  readonly lambdas: ReadonlyMap<number, readonly Type[]>;
}

const BASES: ReadonlySet<string> = new Set([
  'boolean',
  'tinyint',
  'smallint',
  'integer',
  'bigint',
  'real',
  'double',
  'date',
  'varbinary',
  'json',
  'unknown',
  'uuid',
  'ipaddress',
  'hyperloglog',
  'tdigest',
  'setdigest',
  'color',
  'interval day to second',
  'interval year to month',
]);
/** @see https://trino.io/docs/435/language/types.html#char */
const LONGEST_CHAR = 65_536;
/** Types that text is read as without saying so. */
const TEXTS: ReadonlySet<string> = new Set(['joniregexp', 'jsonpath', 'codepoints']);

/** Binds a signature to arguments; undefined when it doesn't fit. @param coerce whether arguments may be widened */
export function bind(signature: Signature, args: readonly Argument[], coerce: boolean): Bound | undefined {
  const patterns = expand(signature, args.length);
  if (!patterns) return undefined;
  const binding = new Binding(coerce);
  for (const [i, arg] of args.entries()) {
    if ('type' in arg && !binding.take(patterns[i]!, arg.type)) return undefined;
    if ('lambda' in arg && patterns[i]!.name !== 'function') return undefined;
    if ('type' in arg && patterns[i]!.name === 'function') return undefined;
  }
  const lambdas = new Map<number, readonly Type[]>();
  for (const [i, arg] of args.entries()) {
    if (!('lambda' in arg)) continue;
    const inner = patterns[i]!.args.slice(0, -1).map((each) => binding.type(each));
    lambdas.set(i, inner);
    const result = arg.lambda(inner);
    const wanted = patterns[i]!.args.at(-1)!;
    if (!binding.isBound(wanted) || (wanted.args.length === 0 && binding.type(wanted).kind === 'unknown')) {
      if (!binding.take(wanted, result)) return undefined;
    } else if (!canCoerce(result, binding.type(wanted))) return undefined;
  }
  for (const i of lambdas.keys())
    lambdas.set(
      i,
      patterns[i]!.args.slice(0, -1).map((each) => binding.type(each)),
    );
  const parameters = patterns.map((each) =>
    each.name === 'function' ? binding.type(each.args.at(-1)!) : binding.type(each),
  );
  for (const [i, arg] of args.entries()) {
    if ('type' in arg && !fits(arg.type, parameters[i]!, coerce)) return undefined;
  }
  return { signature, parameters, result: binding.type(signature.result), lambdas };
}

const fits = (from: Type, to: Type, coerce: boolean): boolean =>
  sameType(from, to) ||
  (from.kind === 'varchar' &&
    to.kind === 'varchar' &&
    (to.length === undefined || (from.length !== undefined && from.length <= to.length))) ||
  (coerce && canCoerce(from, to));

function expand({ args, variadic }: Signature, count: number): readonly Pattern[] | undefined {
  if (args.length === count) return args;
  if (!variadic || count < args.length || args.length === 0) return undefined;
  return [...args, ...Array.from({ length: count - args.length }, () => args.at(-1)!)];
}

class Binding {
  private readonly types = new Map<string, Type>();
  private readonly numbers = new Map<string, number | undefined>();

  constructor(private readonly coerce: boolean) {}

  isBound({ name, args }: Pattern): boolean {
    return args.length > 0 || BASES.has(name) || name === 'varchar' || this.types.has(name);
  }

  /** Whether the type fits the pattern, as far as the other arguments let it. */
  take(pattern: Pattern, type: Type): boolean {
    const { name, args } = pattern;
    if (name === 'function') return true;
    if (type.kind === 'unknown' && name !== 'unknown') return this.takeUnknown(pattern);
    if (TEXTS.has(name)) return this.coerce ? isText(type) : type.kind === 'varchar';
    switch (name) {
      case 'varchar':
        if (type.kind !== 'varchar') return false;
        if (args.length > 0) this.number(args[0]!, 'length' in type ? type.length : undefined);
        return true;
      case 'char':
        if (type.kind !== 'char' && !(this.coerce && type.kind === 'varchar')) return false;
        this.number(args[0]!, type.length ?? LONGEST_CHAR);
        return true;
      case 'decimal': {
        const read = this.coerce ? asDecimal(type) : type.kind === 'decimal' ? type : undefined;
        if (!read) return false;
        if (args[0] && !/^\d/.test(args[0].name)) {
          this.number(args[0], read.precision);
          this.number(args[1]!, read.scale);
        }
        return true;
      }
      case 'timestamp':
      case 'time':
        return this.takeTime(pattern, type);
      case 'array':
        return type.kind === 'array' && this.take(args[0]!, type.element);
      case 'map':
        return type.kind === 'map' && this.take(args[0]!, type.key) && this.take(args[1]!, type.value);
      case 'row':
        return (
          type.kind === 'row' &&
          type.fields.length === args.length &&
          type.fields.every((field, i) => this.take(args[i]!, field.type))
        );
      case 'qdigest':
        return false;
    }
    if (BASES.has(name))
      return type.kind === name || (this.coerce && canCoerce(type, { kind: name as SimpleKind }));
    return this.variable(name, type);
  }

  private takeUnknown(pattern: Pattern): boolean {
    if (!this.coerce) return false;
    for (const inner of pattern.args)
      if (!/^\d|^[a-z]$|^[a-z]_|^r[ps]$/.test(inner.name)) this.takeUnknown(inner);
    if (!this.isBound(pattern)) this.types.set(pattern.name, UNKNOWN);
    return true;
  }

  private takeTime({ name, args, zone }: Pattern, type: Type): boolean {
    const wanted = zone ? `${name} with time zone` : name;
    const exact = type.kind === wanted;
    const ranks = ['date', 'timestamp', 'timestamp with time zone'];
    const widened =
      this.coerce &&
      name === 'timestamp' &&
      ranks.includes(type.kind) &&
      ranks.indexOf(type.kind) < ranks.indexOf(wanted);
    if (!exact && !widened) return false;
    const precision = 'precision' in type ? type.precision : 0;
    if (args[0] && /^\d/.test(args[0].name)) return this.coerce || precision === Number(args[0].name);
    if (args[0]) this.numbers.set(args[0].name, Math.max(precision, this.numbers.get(args[0].name) ?? 0));
    return true;
  }

  private variable(name: string, type: Type): boolean {
    const known = this.types.get(name);
    if (!known) {
      this.types.set(name, type);
      return true;
    }
    const common = this.coerce
      ? commonType(known, type)
      : sameType(known, type) || (known.kind === 'varchar' && type.kind === 'varchar')
        ? commonType(known, type)
        : undefined;
    if (!common) return false;
    this.types.set(name, common);
    return true;
  }

  private number({ name }: Pattern, value: number | undefined): void {
    this.numbers.set(
      name,
      this.numbers.has(name) && value !== undefined ? Math.max(value, this.numbers.get(name) ?? 0) : value,
    );
  }

  /** The type a pattern stands for. */
  type({ name, args, zone }: Pattern): Type {
    const number = (i: number, otherwise: number): number => {
      const text = args[i]?.name;
      if (text === undefined) return otherwise;
      return /^\d/.test(text) ? Number(text) : (this.numbers.get(text) ?? otherwise);
    };
    if (TEXTS.has(name)) return VARCHAR;
    switch (name) {
      case 'varchar': {
        const text = args[0]?.name;
        return varchar(
          text === undefined ? undefined : /^\d/.test(text) ? Number(text) : this.numbers.get(text),
        );
      }
      case 'char':
        return { kind: 'char', length: number(0, 1) };
      case 'decimal':
        return decimal(number(0, 38), number(1, 0));
      case 'timestamp':
        return zone ? timestampTz(number(0, 3)) : timestamp(number(0, 3));
      case 'time':
        return { kind: zone ? 'time with time zone' : 'time', precision: number(0, 3) };
      case 'array':
        return arrayOf(this.type(args[0]!));
      case 'map':
        return mapOf(this.type(args[0]!), this.type(args[1]!));
      case 'row':
        return { kind: 'row', fields: args.map((each) => ({ type: this.type(each) })) };
    }
    if (BASES.has(name)) return { kind: name as SimpleKind };
    return this.types.get(name) ?? UNKNOWN;
  }
}
