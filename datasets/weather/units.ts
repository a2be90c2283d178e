import type { RawRecord } from '../../core/contracts';

/** Factor and offset by which a value in a unit becomes one in the column's unit. */
type Conversion = readonly [factor: number, offset: number];

/** A variable of the API: what it is called there, and how its units become the column's. */
interface Variable {
  readonly name: string;
  readonly units: Readonly<Record<string, Conversion>>;
}

/** What is taken of an answer, by column. @see https://open-meteo.com/en/docs */
export const VARIABLES = {
  temperature_c: { name: 'temperature_2m', units: { '°C': [1, 0], '°F': [5 / 9, -160 / 9] } },
  humidity_percent: { name: 'relative_humidity_2m', units: { '%': [1, 0] } },
  precipitation_mm: { name: 'precipitation', units: { mm: [1, 0], inch: [25.4, 0] } },
  wind_speed_kmh: {
    name: 'wind_speed_10m',
    units: { 'km/h': [1, 0], 'm/s': [3.6, 0], 'mp/h': [1.609344, 0], kn: [1.852, 0] },
  },
  pressure_hpa: { name: 'surface_pressure', units: { hPa: [1, 0] } },
} as const satisfies Readonly<Record<string, Variable>>;

const valueOf = ({ name }: Variable, { scalar }: RawRecord): string => scalar(`$.hourly.${name}`);

/** Without a word of its unit, a value is in the API's own. */
const unitOf = ({ name, units }: Variable, { scalar }: RawRecord): string =>
  `coalesce(${scalar(`$.hourly_units.${name}`)}, '${Object.keys(units)[0]}')`;

/** Athena SQL for a variable in the column's unit. */
export const converted =
  (variable: Variable) =>
  (record: RawRecord): string => {
    const value = `TRY_CAST(${valueOf(variable, record)} AS double)`;
    const cases = Object.entries(variable.units).map(
      ([unit, [factor, offset]]) =>
        `WHEN '${unit}' THEN ${factor === 1 ? value : `${value} * ${factor.toExponential()} + ${offset.toExponential()}`}`,
    );
    return `CASE ${unitOf(variable, record)} ${cases.join(' ')} END`;
  };

/** Athena SQL that is true when a variable is absent, or a number in a unit that is known. */
export const isReadable =
  (variable: Variable) =>
  (record: RawRecord): string =>
    `(${valueOf(variable, record)} IS NULL OR ${converted(variable)(record)} IS NOT NULL)`;
