import { withoutIndentation, type LoadParameter } from '../../../core/plan';
import type { QUALITY_PARAMETERS } from '../../../core/quality';
import { integration, jsonata, literal, type State, type Steps } from './asl';

/** What a run can put into a statement. */
type Parameter = LoadParameter | (typeof QUALITY_PARAMETERS)[number];

/** A statement of a run and, when it measures, the columns of the one row it finds. */
export interface MeasuredStep {
  readonly name: string;
  readonly sql: string;
  readonly parameters: readonly Parameter[];
  readonly measures: readonly string[];
}

/**
 * Errors of the service itself: nothing has run yet, so trying again is harmless for any statement. What isn't
 * said of a retrier is three attempts, each twice as late as the one before.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
const SERVICE_BUSY = {
  ErrorEquals: [
    'Athena.TooManyRequestsException',
    'Athena.InternalServerException',
    'Athena.ThrottlingException',
  ],
  IntervalSeconds: 5,
  MaxAttempts: 6,
  MaxDelaySeconds: 120,
  JitterStrategy: 'FULL',
};

/**
 * A statement failed, often because another writer committed to the table first. A MERGE, DELETE or SELECT is
 * run again as a whole; an INSERT isn't, since nobody knows whether it has committed.
 */
const STATEMENT_FAILED = {
  ErrorEquals: ['States.TaskFailed'],
  IntervalSeconds: 30,
  JitterStrategy: 'FULL',
};

/** Athena ends a DML statement after 30 minutes of its own; waiting in its queue comes on top. Seconds. */
const STATEMENT_TIMEOUT = 3600;

/** Every statement names its databases; without one Athena would resolve another, `default`. */
const QUERIED = { Catalog: 'AwsDataCatalog', Database: 'silver' };

/** Runs one statement and waits for its end. */
export function statement(workGroup: string, sql: string, parameters: readonly Parameter[] = []): State {
  const placed = place(withoutIndentation(sql), parameters);
  return {
    Type: 'Task',
    Resource: integration('athena:startQueryExecution.sync'),
    Arguments: { WorkGroup: workGroup, QueryExecutionContext: QUERIED, ...placed },
    TimeoutSeconds: STATEMENT_TIMEOUT,
    Retry: [SERVICE_BUSY, ...(/^\s*INSERT\b/i.test(sql) ? [] : [STATEMENT_FAILED])],
    // The answer repeats the statement; with many of them the state would outgrow its 256 KB.
    Output: {},
  };
}

/** The states of a step of a load: the statement and, when it measures, fetching what it found. */
export function stepStates(workGroup: string, prefix: string, step: MeasuredStep): Steps {
  const run = statement(workGroup, step.sql, step.parameters);
  const name = `${prefix}: ${step.name}`;
  if (step.measures.length === 0) return [[name, run]];
  return [
    [name, { ...run, Assign: { query: jsonata('$states.result.QueryExecution.QueryExecutionId') } }],
    [`${name}, result`, results(step)],
  ];
}

/** The one row of a query, kept as an object by column name in a variable named after the step. */
function results(step: MeasuredStep): State {
  const row =
    '$merge([$map($rows[0].Data, function($column, $i) {{ $column.VarCharValue: $rows[1].Data[$i].VarCharValue }})])';
  return {
    Type: 'Task',
    Resource: integration('aws-sdk:athena:getQueryResults'),
    Arguments: { QueryExecutionId: jsonata('$query'), MaxResults: 2 },
    Retry: [SERVICE_BUSY],
    Assign: {
      [step.name]: jsonata(`($rows := $states.result.ResultSet.Rows; ${row})`),
    },
    Output: {},
  };
}

/**
 * Puts parameters into a statement. Athena takes execution parameters in WHERE only, so a statement
 * with one elsewhere gets them as literals; all of them are dates, counts and names that the run has checked
 * or made itself.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html
 */
function place(sql: string, parameters: readonly Parameter[]): Record<string, unknown> {
  const parts = splitAtParameters(sql);
  if (parts.length !== parameters.length + 1) {
    throw new Error(
      `The statement has ${parts.length - 1} places for parameters, not ${parameters.length}: ${sql.slice(0, 80)}`,
    );
  }
  if (parameters.length === 0) return { QueryString: sql };
  if (parts.slice(0, -1).every((part) => /(BETWEEN|AND|WHERE \w+ =|"\$path" (>|<=))\s*$/i.test(part))) {
    return {
      QueryString: sql,
      ExecutionParameters: jsonata(
        `[${parameters.map((parameter) => quoted(variableOf(parameter))).join(', ')}]`,
      ),
    };
  }
  const text = parts.flatMap((part, index) => {
    const parameter = parameters[index];
    return [literal(part), ...(parameter === undefined ? [] : [quoted(variableOf(parameter))])];
  });
  return { QueryString: jsonata(text.join(' & ')) };
}

/** A value as an SQL string literal. */
function quoted(variable: string): string {
  return `"'" & ${variable} & "'"`;
}

/** The variable that holds a parameter: of the run, or of the step that measured it. */
function variableOf(parameter: Parameter): string {
  switch (parameter) {
    case 'run_id':
    case 'window_from':
    case 'window_to':
    case 'objects_listed':
    case 'path_after':
    case 'path_until':
    case 'started_at':
      return `$${parameter}`;
    case 'ended_at':
      return "$replace($now(), 'Z', '')";
    case 'checked_at':
      // A cast to timestamp takes a space where ISO 8601 has a T.
      return "$replace($replace($now(), 'T', ' '), 'Z', '')";
    case 'unaccounted':
    case 'missing':
      return `$verify.${parameter}`;
    default:
      return `$measure.${parameter}`;
  }
}

/** The text between its `?`, leaving those inside quotes alone. */
function splitAtParameters(sql: string): string[] {
  const parts = [''];
  let quote: string | undefined;
  for (const character of sql) {
    if (quote === undefined && character === '?') {
      parts.push('');
      continue;
    }
    if (quote === undefined && (character === "'" || character === '"')) quote = character;
    else if (character === quote) quote = undefined;
    parts[parts.length - 1] += character;
  }
  return parts;
}
