import type { ColumnContract } from './column';
import type { DatasetContract } from './dataset';
import { pathSteps } from './json-path';
import { LINEAGE_COLUMNS } from './lineage-columns';
import { isChangeMapping, mappingProblem, partitioningProblem } from './load';
import { RESERVED_WORDS } from './reserved-words';
import { isAboutPeople, isOfPeople, SENSITIVITIES } from './sensitivity';

/** Names that the statements of a load use themselves. */
const RESERVED =
  /^(record|source_object|dt|problem|payload_text|(envelope|raw|check|absent|load|bad)_\w+|deleted_(versioned_at|arrived_at|arrival_sequence|event_id))$/;
const NAME = /^[a-z][a-z0-9_]{0,62}$/;
/** A state machine and its states may have names of 80 characters, and those of a dataset say what they do beside its name. */
const DATASET_NAME = /^[a-z][a-z0-9_]{0,47}$/;

/** The first thing for which a contract can't be built from, with the remedy; undefined when there is none. */
export function contractProblem(contract: DatasetContract): string | undefined {
  for (const problemsOf of [ofNames, ofColumns, ofFreshness, ofKey, ofTimes, ofLoad, ofTimeLimits])
    for (const problem of problemsOf(contract)) return problem;
  return undefined;
}

type Problems = Generator<string, void>;

function* ofNames({ name, bronze = name }: DatasetContract): Problems {
  for (const [what, said] of [
    ['the name', name],
    ['its place in bronze', bronze],
  ] as const) {
    if (!DATASET_NAME.test(said)) yield `${what} must match ${DATASET_NAME.source}`;
    if (RESERVED_WORDS.has(said)) yield `${what} is a reserved word of Athena; choose another`;
  }
}

function* ofColumns(contract: DatasetContract): Problems {
  for (const [name, column] of Object.entries(contract.columns)) {
    yield* ofColumnName(name);
    yield* ofColumn(name, column);
    const isTime = column.type === 'timestamp' || column.type === 'date';
    if (isTime && isAboutPeople(contract) && !isOfPeople(column.sensitivity))
      yield `column "${name}" is a date of a record about somebody and classed ${column.sensitivity}; class it personal or health`;
  }
}

function* ofColumnName(name: string): Problems {
  if (!NAME.test(name)) yield `column "${name}": the name must match ${NAME.source}`;
  if (name in LINEAGE_COLUMNS)
    yield `column "${name}" is one that the lake adds; remove it from the contract`;
  if (RESERVED_WORDS.has(name))
    yield `column "${name}": the name is a reserved word of Athena; choose another`;
  if (RESERVED.test(name)) yield `column "${name}": the name is used while a record is typed; choose another`;
}

function* ofColumn(name: string, { sensitivity, from, type, oneOf }: ColumnContract): Problems {
  if (!SENSITIVITIES.includes(sensitivity))
    yield `column "${name}" has no sensitivity class; give it one of ${SENSITIVITIES.join(', ')}`;
  const path = typeof from === 'string' ? from : 'path' in from ? from.path : '$';
  if (pathSteps(path) === undefined)
    yield `column "${name}": ${path} is no path of names and places such as $.a.b[0] or $["a.b"]`;
  if (oneOf && type !== 'string') yield `column "${name}": oneOf needs type string, not ${type}`;
}

function* ofFreshness({ freshWithinMinutes: minutes }: DatasetContract): Problems {
  if (minutes !== undefined && !(Number.isInteger(minutes) && minutes > 0))
    yield `freshWithinMinutes is ${minutes}; give whole minutes, 1 at least`;
}

function* ofKey({ key, columns }: DatasetContract): Problems {
  if (key.length === 0) yield 'a dataset needs a key: list the columns that identify a row';
  for (const name of key) {
    const column = columns[name];
    if (!column) yield `key column "${name}" is not declared; declare it in columns`;
    else if (!column.required) yield `key column "${name}" must be required: true`;
  }
}

function* ofTimes({ eventTime, versionedBy, columns }: DatasetContract): Problems {
  for (const [role, name] of Object.entries({ eventTime, versionedBy })) {
    if (name === undefined) continue;
    const type = columns[name]?.type;
    if (type === undefined) yield `${role} "${name}" is not declared; declare it in columns`;
    else if (type !== 'timestamp' && type !== 'date') yield `${role} "${name}" must be a timestamp or a date`;
    else if (role === 'versionedBy' && type !== 'timestamp')
      yield `versionedBy "${name}" must be a timestamp`;
  }
}

function* ofLoad({ load = 'upsert', partitions = [], columns, history }: DatasetContract): Problems {
  const mapping = isChangeMapping(load) ? mappingProblem(load) : undefined;
  if (mapping !== undefined) yield mapping;
  const partitioning = partitioningProblem(partitions, Object.keys(columns));
  if (partitioning !== undefined) yield partitioning;
  if (load === 'append' && history === true)
    yield 'history of events that never change is the table itself; leave history out';
}

function* ofTimeLimits({ timeLimits = [], columns, eventTime }: DatasetContract): Problems {
  for (const { column } of timeLimits) {
    if (!(column in columns))
      yield `time limit of column "${column}": it is not declared; declare it in columns`;
    if (eventTime === undefined)
      yield `time limit of column "${column}": it counts from the eventTime; declare one`;
  }
}
