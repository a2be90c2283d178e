import { refused, type SqlError } from '../../errors';
import type { Type } from '../../types/type';
import { athenaText } from '../athena-text';
import { dateText, dayToSecondText, yearToMonthText } from '../calendar';
import type { Value } from '../codec';
import { castFloat } from '../floating';
import { noCast, type Cast } from './cast';

export function castText(from: Type, to: Type, bad: () => SqlError): Cast {
  const text = textOf(from, to);
  const length = 'length' in to ? to.length : undefined;
  const isText = from.kind === 'varchar' || from.kind === 'char';
  if (to.kind === 'char' && !isText) throw noCast(from, to);
  return (value) => {
    let written = text(value);
    if (length !== undefined && written.length > length) {
      const points = [...written];
      if (points.length > length) {
        if (!isText) throw bad();
        written = points.slice(0, length).join('');
      }
    }
    return to.kind === 'char' ? unpadded(written) : written;
  };
}

/**
 * A char(n) without the spaces behind it. Trino compares with them, so that it has control characters before the end
 * of a text.
 *
 * @throws SqlTranslationError for a text with control characters
 */
export function unpadded(text: string): string {
  if (CONTROL.test(text)) throw refused('a control character in a char(n)', 'Cast it to varchar.');
  return text.replace(/ +$/, '');
}

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f]/;

function textOf(from: Type, to: Type): (value: NonNullable<Value>) => string {
  switch (from.kind) {
    case 'real':
    case 'double':
      return (value) => castFloat(value as number, from.kind === 'real');
    case 'varbinary':
    case 'array':
    case 'map':
    case 'row':
      throw noCast(from, to);
    case 'interval day to second':
      return (value) => dayToSecondText(value as bigint);
    case 'interval year to month':
      return (value) => yearToMonthText(value as number);
    case 'date':
      return (value) => dateText(value as number);
    default:
      return (value) => athenaText(from, value)!;
  }
}
