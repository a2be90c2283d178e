import { refused } from '../errors';
import { implementationOf, type BoundCall } from '../functions/implementation';
import type { Argument, Bound } from '../functions/bind';
import { resolveFunction } from '../functions/resolve-function';
import { signaturesOf, type Signature } from '../functions/signature';
import type { Call, Expression } from '../syntax/ast';
import { SqlError } from '../errors';
import { arrayOf, sameType, typeText, type Type } from '../types/type';
import { aggregateCall } from './aggregate';
import { comparable } from './compare';
import { conditionals } from './conditional';
import { coerce } from './convert';
import type { Env } from './env';
import { formatCall } from './format-call';
import type { Field } from './scope';
import { textLiteral } from './literal';
import { ofOperands } from './once';
import { typed, type Typed } from './typed';
import { windowCall } from './window';

/** A call of a function, whatever kind it is of. @throws SqlError FUNCTION_NOT_FOUND; SqlTranslationError when it isn't bridged */
export function callOf(node: Call, env: Env): Typed {
  const { name } = node;
  const signatures = signaturesOf(name);
  const isAggregate = node.star === true || signatures?.some(({ kind }) => kind === 'aggregate') === true;
  if (node.over) return windowCall(node, env);
  if (isAggregate) return aggregateCall(node, env);
  if (node.distinct || node.orderBy || node.filter)
    throw env.ctx.error('FUNCTION_NOT_AGGREGATE', node, `Function '${name}' is not an aggregate`);
  if (signatures?.every(({ kind }) => kind === 'window'))
    throw env.ctx.error('MISSING_OVER', node, `Window function ${name} requires an OVER clause`);
  const conditional = conditionals[name];
  if (conditional) return conditional(node, env);
  if (name === 'typeof') return typeOf(env.analyze(node.args[0]!, env));
  if (name === 'format') return formatCall(node, env);
  return scalarCall(node, env);
}

/** The name of a type. Trino computes the value, too, and fails with it. */
function typeOf({ sql, type, text, column }: Typed): Typed {
  const name = textLiteral(typeText(type));
  if (text !== undefined || column !== undefined) return name;
  return typed(`CASE WHEN (${sql}) IS NULL THEN ${name.sql} ELSE ${name.sql} END`, name.type);
}

function scalarCall(node: Call, env: Env): Typed {
  const args = node.args.map((arg) => (arg.kind === 'lambda' ? arg : env.analyze(arg, env)));
  if (node.name === 'concat' && args.length === 2) {
    const [a, b] = args as readonly Typed[];
    const list = a!.type.kind === 'array' ? a!.type : b!.type;
    // A NULL beside a list of such is a list, not an item.
    if (
      list.kind === 'array' &&
      list.element.kind === 'unknown' &&
      args.some((arg) => (arg as Typed).type.kind === 'unknown')
    )
      return typed('NULL', list);
    const text = a!.type.kind === 'unknown' ? b! : a!;
    // Of a text of some length and a NULL without a type Trino makes a list.
    if (text.type.kind === 'varchar' && (a!.type.kind === 'unknown' || b!.type.kind === 'unknown')) {
      if (text.type.length !== undefined) return typed('NULL', arrayOf(text.type));
      throw env.ctx.error(
        'AMBIGUOUS_FUNCTION_CALL',
        node,
        'Cannot join text and NULL without a type: cast it',
      );
    }
  }
  const bound = bound_(node, args, env, ['scalar']);
  if (ORDERED.has(node.name)) orderedArguments(node, bound, env);
  const given = args.map((arg) => ('kind' in arg ? typed('NULL', bound.result) : arg));
  const coerced = args.map((arg, i) =>
    'kind' in arg ? typed('NULL', bound.result) : coerce(env.ctx, arg, bound.parameters[i]!),
  );
  const implementation = implementationOf(node.name);
  return ofOperands(coerced, (operands) => {
    const result = implementation({ ...callFor(node, args, bound, env), args: operands, given });
    return typeof result === 'string' ? typed(result, bound.result) : result;
  });
}

type Arg = Typed | (Expression & { readonly kind: 'lambda' });

/** Functions whose values need an order. */
const ORDERED: ReadonlySet<string> = new Set(['array_sort', 'array_max', 'array_min', 'greatest', 'least']);

function orderedArguments(node: Call, bound: Bound, env: Env): void {
  const [type] = bound.parameters;
  const value = type?.kind === 'array' && node.name.startsWith('array') ? type.element : type;
  if (value && !comparable(value, '<') && bound.lambdas.size === 0)
    throw env.ctx.error(
      'FUNCTION_NOT_FOUND',
      node,
      `Unexpected parameters (${typeText(value)}) for function ${node.name}`,
    );
}

/** Settles the types of a call. */
export function bound_(
  node: Call,
  args: readonly Arg[],
  env: Env,
  kinds: readonly Signature['kind'][],
): Bound {
  const described = args.map((arg): Argument =>
    'kind' in arg
      ? {
          lambda: (types) =>
            body(
              arg,
              types.map((type) => typed('NULL', type)),
              env,
            ).type,
        }
      : { type: arg.type },
  );
  try {
    return resolveFunction(node.name, described, kinds);
  } catch (error) {
    if (error instanceof SqlError && error.code !== 'NOT_SUPPORTED')
      throw env.ctx.error(error.code, node, error.message);
    throw error;
  }
}

/** The body of a lambda with its parameters in place. */
function body(lambda: Expression & { readonly kind: 'lambda' }, values: readonly Typed[], env: Env): Typed {
  if (lambda.parameters.length !== values.length)
    throw env.ctx.error(
      'INVALID_PARAMETER_USAGE',
      lambda,
      `Expected a lambda that takes ${values.length} argument(s) but got ${lambda.parameters.length}`,
    );
  const fields = lambda.parameters.map((name, i): Field => ({
    name,
    qualifier: [],
    type: values[i]!.type,
    sql: values[i]!.sql,
    free: true,
  }));
  return env.analyze(lambda.body, { ...env, scope: { fields, parent: env.scope, inner: true } });
}

function callFor(
  node: Call,
  args: readonly Arg[],
  bound: Bound,
  env: Env,
): Omit<BoundCall, 'args' | 'given'> {
  return {
    env,
    node,
    name: node.name,
    result: bound.result,
    parameters: bound.parameters,
    lambda: (i, ...values) => {
      const lambda = args[i]!;
      if (!('kind' in lambda)) throw refused('a lambda that is no lambda');
      const types = bound.lambdas.get(i)!;
      const found = body(
        lambda,
        values.map((sql, j) => typed(sql, types[j]!)),
        env,
      );
      return coerceResult(found, bound.parameters[i]!, env);
    },
  };
}

const coerceResult = (found: Typed, to: Type, env: Env): string =>
  sameType(found.type, to) ? found.sql : coerce(env.ctx, found, to).sql;
