import { apiType, type Type } from '../../../sql-bridge';

/** A column of a result as Athena's API describes it. @see https://docs.aws.amazon.com/athena/latest/APIReference/API_ColumnInfo.html */
export interface ColumnInfo {
  readonly Name: string;
  readonly Type: string;
  readonly Precision: number;
  readonly Scale: number;
  readonly CaseSensitive: boolean;
  /** The type with all its parts, which Athena's API leaves out. */
  readonly fullType: string;
}

const PRECISIONS: Readonly<Partial<Record<Type['kind'], number>>> = {
  tinyint: 3,
  smallint: 5,
  integer: 10,
  bigint: 19,
  real: 17,
  double: 17,
  timestamp: 3,
  'timestamp with time zone': 3,
  time: 3,
  varbinary: 1_073_741_824,
};
/** Precision of text without a length. */
const UNBOUNDED = 2_147_483_647;

export function columnInfo(name: string, type: Type, fullType: string): ColumnInfo {
  return {
    Name: name,
    Type: apiType(type),
    Precision: precisionOf(type),
    Scale: type.kind === 'decimal' ? type.scale : 0,
    CaseSensitive: type.kind === 'varchar' || type.kind === 'char',
    fullType,
  };
}

function precisionOf(type: Type): number {
  switch (type.kind) {
    case 'decimal':
      return type.precision;
    case 'varchar':
      return type.length ?? UNBOUNDED;
    case 'char':
      return type.length;
    default:
      return PRECISIONS[type.kind] ?? 0;
  }
}
