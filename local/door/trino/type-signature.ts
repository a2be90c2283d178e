import type { Type } from '../../../sql-bridge';

interface Signature {
  readonly rawType: string;
  readonly arguments: readonly object[];
}

/** Length of text without one. */
const UNBOUNDED = 2_147_483_647;

/** A type in the parts in which Trino's protocol names it. */
export function typeSignature(type: Type): Signature {
  const long = (...values: readonly number[]): object[] => values.map((value) => ({ kind: 'LONG', value }));
  const inner = (...types: readonly Type[]): object[] =>
    types.map((each) => ({ kind: 'TYPE', value: typeSignature(each) }));
  const signature = (...args: readonly object[]): Signature => ({ rawType: type.kind, arguments: args });
  switch (type.kind) {
    case 'decimal':
      return signature(...long(type.precision, type.scale));
    case 'varchar':
      return signature(...long(type.length ?? UNBOUNDED));
    case 'char':
      return signature(...long(type.length));
    case 'timestamp':
    case 'time':
    case 'timestamp with time zone':
    case 'time with time zone':
      return signature(...long(type.precision));
    case 'array':
      return signature(...inner(type.element));
    case 'map':
      return signature(...inner(type.key, type.value));
    case 'row':
      return signature(
        ...type.fields.map(({ name, type: field }) => ({
          kind: 'NAMED_TYPE',
          value: { ...(name !== undefined && { fieldName: { name } }), typeSignature: typeSignature(field) },
        })),
      );
    default:
      return signature();
  }
}
