import { typeText, type Type } from './type';

/** A type in the words of DDL. @see https://docs.aws.amazon.com/athena/latest/ug/data-types.html */
export function hiveType(type: Type): string {
  switch (type.kind) {
    case 'varchar':
      return type.length === undefined ? 'string' : `varchar(${type.length})`;
    case 'integer':
      return 'int';
    case 'real':
      return 'float';
    case 'varbinary':
      return 'binary';
    case 'timestamp':
      return 'timestamp';
    case 'array':
      return `array<${hiveType(type.element)}>`;
    case 'map':
      return `map<${hiveType(type.key)},${hiveType(type.value)}>`;
    case 'row':
      return `struct<${type.fields.map((field, i) => `${field.name ?? `field${i}`}:${hiveType(field.type)}`).join(',')}>`;
    default:
      return typeText(type);
  }
}
