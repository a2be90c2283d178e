import { typed } from '../../analysis/typed';
import { varchar } from '../../types/type';
import { jsCall } from '../build';
import type { Implementation } from '../implementation';
import { points } from './points';

export const replace: Implementation = (call) => {
  const as =
    call.args.length === 2
      ? call.parameters[0]!
      : varchar(replaced(call.parameters.map((type) => ('length' in type ? type.length : undefined))));
  const [text, search, by] = call.args;
  if (search!.text) return typed(`replace(${text!.sql}, ${search!.sql}, ${by?.sql ?? "''"})`, as);
  return jsCall(
    call,
    (value: string, part: string, other = '') =>
      part === '' ? spread(value, other) : value.replaceAll(part, () => other),
    { as },
  );
};

const longest = (size: number | undefined, factor: number): number | undefined =>
  size === undefined ? undefined : size * factor;

function replaced([text, , by]: readonly (number | undefined)[]): number | undefined {
  const long = text === undefined || by === undefined ? undefined : text + (longest(by, text + 1) ?? 0);
  return long === undefined || long > 2147483647 ? undefined : long;
}

/** Before every letter and at the end. */
const spread = (text: string, by: string): string =>
  points(text)
    .map((point) => by + point)
    .join('') + by;
