import { once } from '../../analysis/once';
import { quote, typed } from '../../analysis/typed';
import { VARCHAR, type Type } from '../../types/type';
import { dateText, floorDiv, floorMod, MICROS_PER_DAY, timeText } from '../../values/calendar';
import type { Value } from '../../values/codec';
import { parseIsoTimestamp } from '../../values/iso-time';
import { jsCall } from '../build';
import type { Implementation } from '../implementation';
import { wall, zoneOf } from './wall';

const ISO = '[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}';
const OFFSET = '[+-](?:0[0-9]|1[0-3]):[0-5][0-9]';

/**
 * Text of the usual forms goes to DuckDB, all other text to JavaScript.
 *
 * @param digits behind the second that are kept: DuckDB holds six, whatever the type promises
 */
export const fromIso =
  (digits: 3 | 6): Implementation =>
  (call) =>
    typed(
      once(call.args[0]!.sql, (text) => {
        const slow = jsCall({ ...call, args: [typed(text, VARCHAR)] }, (value: string) =>
          parseIsoTimestamp(value, digits),
        ).sql;
        const form = (zone: string): string =>
          `regexp_full_match(${text}, ${quote(`${ISO}(\\.[0-9]{1,${digits}})?${zone}`)})`;
        const clock = (zone: number): string =>
          `TRY_CAST(left(${text}, length(${text}) - ${zone}) AS TIMESTAMP)`;
        const minutes = `CAST(substring(${text}, length(${text}) - 5, 3) || substring(${text}, length(${text}) - 1, 2) AS INTEGER)`;
        const behind = `to_minutes(${minutes} // 100 * 60 + ${minutes} % 100)`;
        const zone = `CASE WHEN ${minutes} = 0 THEN 'UTC' ELSE right(${text}, 6) END`;
        return `CASE WHEN ${text} IS NULL THEN NULL WHEN ${form('Z')} AND ${clock(1)} IS NOT NULL THEN struct_pack(u := ${clock(1)}, z := 'UTC') WHEN ${form(OFFSET)} AND ${clock(6)} IS NOT NULL THEN struct_pack(u := ${clock(6)} - ${behind}, z := ${zone}) ELSE ${slow} END`;
      }),
      call.result,
    );

export const isoText = (type: Type, value: Value): string => {
  if (type.kind === 'date') return dateText(value as number);
  const micros = wall(type, value);
  const precision = 'precision' in type ? type.precision : 3;
  const text = `${dateText(Number(floorDiv(micros, MICROS_PER_DAY)))}T${timeText(floorMod(micros, MICROS_PER_DAY), precision)}`;
  if (type.kind !== 'timestamp with time zone') return text;
  const { minutes } = zoneOf(type, value);
  return (
    text +
    (minutes === 0
      ? 'Z'
      : `${minutes < 0 ? '-' : '+'}${String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`)
  );
};
