import type { RawRecord } from '../../core/contracts';

/** A unit that is known: what its values are measured in here, and how they become that. */
interface KnownUnit {
  readonly names: readonly string[];
  readonly standard: string;
  readonly factor: number;
  readonly offset: number;
}

/** Other units stay as they are. Names are compared in small letters. */
const UNITS: readonly KnownUnit[] = [
  { names: ['°c', 'c', 'cel', 'celsius', 'degc'], standard: '°C', factor: 1, offset: 0 },
  { names: ['°f', 'f', 'fahrenheit', 'degf', '[degf]'], standard: '°C', factor: 5 / 9, offset: -160 / 9 },
  { names: ['k', 'kelvin'], standard: '°C', factor: 1, offset: -273.15 },
  { names: ['%', '%rh', 'percent'], standard: '%', factor: 1, offset: 0 },
  { names: ['hpa', 'mbar', 'millibar'], standard: 'hPa', factor: 1, offset: 0 },
  { names: ['pa'], standard: 'hPa', factor: 0.01, offset: 0 },
  { names: ['kpa'], standard: 'hPa', factor: 10, offset: 0 },
  { names: ['bar'], standard: 'hPa', factor: 1000, offset: 0 },
  { names: ['mmhg', 'mm[hg]', 'torr'], standard: 'hPa', factor: 1.33322387415, offset: 0 },
  { names: ['inhg', "[in_i'hg]"], standard: 'hPa', factor: 33.8638866667, offset: 0 },
];

const listed = (names: readonly string[]): string =>
  names.map((name) => `'${name.replaceAll("'", "''")}'`).join(', ');
const toldUnit = ({ scalar }: RawRecord): string => `trim(${scalar('$.unit')})`;
const cases = (record: RawRecord, then: (unit: KnownUnit) => string, otherwise: string): string =>
  `CASE ${UNITS.map((unit) => `WHEN lower(${toldUnit(record)}) IN (${listed(unit.names)}) THEN ${then(unit)}`).join(' ')} ELSE ${otherwise} END`;

/** Athena SQL for the unit that a reading is kept in. */
export const standardUnit = (record: RawRecord): string =>
  cases(record, ({ standard }) => `'${standard}'`, toldUnit(record));

/** Athena SQL for a reading's value in the unit that it is kept in; NULL for what is no number, or none that is finite. */
export const standardValue = (record: RawRecord): string => {
  const value = toldValue(record);
  const converted = ({ factor, offset }: KnownUnit): string =>
    factor === 1 && offset === 0 ? value : `${value} * ${factor.toExponential()} + ${offset.toExponential()}`;
  return `CASE WHEN is_finite(${value}) THEN ${cases(record, converted, value)} END`;
};

/** Athena SQL for the value in the unit in which it was told. */
export const toldValue = ({ scalar }: RawRecord): string => `TRY_CAST(${scalar('$.value')} AS double)`;

/** Athena SQL that is false for what is colder than absolute zero. */
export const isWarmEnough = (record: RawRecord): string =>
  `(${toldValue(record)} >= CASE lower(${toldUnit(record)}) WHEN 'k' THEN 0 WHEN '°f' THEN -459.67 WHEN 'f' THEN -459.67 ELSE -273.15 END)`;
