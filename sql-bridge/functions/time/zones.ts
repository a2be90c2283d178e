import { SqlError } from '../../errors';
import { timestampTz } from '../../types/type';
import type { Value } from '../../values/codec';
import { instantOf, zoneName } from '../../values/zone';
import { jsCall } from '../build';
import type { Implementation } from '../implementation';

const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);

export const fromUnixtime: Implementation = (call) => {
  const zone = call.args[1];
  const run = (seconds: number, second?: string | bigint, minutes?: bigint): Value => {
    if (Number.isNaN(seconds) || Math.abs(seconds) > 9e12) throw invalid('The time is out of range');
    const micros = BigInt(Math.round(seconds * 1000)) * 1000n;
    if (typeof second === 'bigint')
      return {
        u: micros,
        z: zoneName(
          `${second < 0n || minutes! < 0n ? '-' : '+'}${String(Math.abs(Number(second))).padStart(2, '0')}:${String(Math.abs(Number(minutes))).padStart(2, '0')}`,
        ),
      };
    return { u: micros, z: second === undefined ? 'UTC' : zoneName(second) };
  };
  const name =
    zone === undefined
      ? 'UTC'
      : zone.text !== undefined && call.args.length === 2
        ? zoneName(zone.text)
        : undefined;
  return jsCall(call, run, { as: timestampTz(3, name) });
};

export const withTimezone: Implementation = (call) => {
  const [, zone] = call.args;
  const type = call.parameters[0]!;
  const run = (micros: bigint, name: string): Value => {
    const z = zoneName(name);
    return { u: instantOf(micros, z), z };
  };
  return jsCall(call, run, {
    as: timestampTz(
      'precision' in type ? type.precision : 3,
      zone!.text === undefined ? undefined : zoneName(zone!.text),
    ),
  });
};
