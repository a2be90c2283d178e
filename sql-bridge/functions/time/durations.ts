import { SqlError } from '../../errors';

const invalid = (message: string): SqlError => new SqlError('INVALID_FUNCTION_ARGUMENT', message);

const DURATIONS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

export function duration(text: string): bigint {
  const [, value, unit] = /^\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]+)\s*$/.exec(text) ?? [];
  const factor = unit === undefined ? undefined : DURATIONS[unit];
  if (factor === undefined) throw invalid('duration is not a valid data duration string');
  return BigInt(Math.round(Number(value) * factor));
}

export function humanSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) throw invalid('Invalid argument found: the seconds are not finite');
  const total = Math.abs(Math.round(seconds));
  const units: readonly (readonly [string, number])[] = [
    ['week', 604_800],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ];
  let rest = total;
  const parts = units.flatMap(([name, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? [`${count} ${name}${count === 1 ? '' : 's'}`] : [];
  });
  return parts.length > 0 ? parts.join(', ') : '0 seconds';
}
