import { deletionType, isChangeMapping, type ColumnType, type Dataset } from '../../core/contracts';
import { pathSteps } from '../../core/contracts/json-path';
import type { Roll } from './dice';

/** Keys of a dataset; few, so that they meet again. */
const KEYS = 30;
/** One record in so many is bad in some way. */
const BAD = 12;

type Payload = Record<string, unknown>;

/**
 * The line of a record of any dataset, made from its contract: values of the types of its columns at their paths,
 * now and then missing or wrong; operations and positions where the dataset is told its changes; deletions.
 *
 * @param nth place in the stream; one second of arrival each
 */
export function generatedLine(dataset: Dataset, nth: number, start: Date, roll: Roll): string {
  const { load } = dataset;
  const time = new Date(start.getTime() + nth * 1000).toISOString();
  const data: Payload = {};
  for (const [name, { type, from, oneOf, required }] of Object.entries(dataset.columns)) {
    const path = typeof from === 'string' ? from : 'path' in from ? from.path : undefined;
    if (path === undefined) continue;
    const isKey = dataset.key.includes(name);
    if (!isKey && roll(required ? 3 * BAD : 4) === 0) continue;
    const value =
      roll(BAD) === 0 && !isKey
        ? 'no value of the type'
        : valueOf(type, oneOf, isKey ? roll(KEYS) : roll(1000));
    put(data, path, value);
  }
  if (isChangeMapping(load)) {
    const known = Object.values(load.operations).flat();
    const names = known.filter((each) => !load.operations.truncate?.includes(each) || roll(20) === 0);
    put(data, load.operation, names[roll(names.length)]);
    for (const { path, as } of load.position) put(data, path, as === 'number' ? roll(50) : `p${roll(50)}`);
  }
  const deletes = roll(8) === 0;
  return `${JSON.stringify({
    specversion: '1.0',
    dataset: dataset.name,
    id: `${dataset.name}-${roll(10) === 0 ? nth - 1 : nth}`,
    source: '/made',
    type: deletes ? deletionType(dataset) : dataset.eventType,
    time,
    recordedtime: time,
    sequence: `${String(nth).padStart(56, '0')}-made`,
    data,
  })}\n`;
}

function put(into: Payload, path: string, value: unknown): void {
  const steps = pathSteps(path) ?? [];
  let place: Record<string | number, unknown> = into;
  steps.forEach((step, at) => {
    if (at === steps.length - 1) place[step] = value;
    else place = (place[step] ??= typeof steps[at + 1] === 'number' ? [] : {}) as typeof place;
  });
}

function valueOf(type: ColumnType, oneOf: readonly string[] | undefined, nth: number): unknown {
  if (oneOf) return oneOf[nth % oneOf.length];
  const day = `20${String(10 + (nth % 90)).padStart(2, '0')}-0${1 + (nth % 9)}-1${nth % 10}`;
  switch (type) {
    case 'string':
      return ['value', 'Übung', 'a"b\\c', ' spaced ', '日本', "it's"][nth % 6] + String(nth);
    case 'boolean':
      return nth % 2 === 0;
    case 'int':
    case 'bigint':
      return nth % 7 === 0 ? String(nth) : nth;
    case 'double':
      return nth / 8 - 20;
    case 'date':
      return day;
    case 'timestamp':
      return [`${day}T0${nth % 10}:30:00Z`, `${day}T23:59:59.123456+02:00`, day][nth % 3];
    default:
      return (nth / 100).toFixed(1);
  }
}
