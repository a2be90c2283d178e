import { CATALOG, ENGINE_VERSION, resultsLocation, seconds, workGroupName } from '../names';
import type { Query } from '../queries/query';

/** A query as `GetQueryExecution` tells of it. @see https://docs.aws.amazon.com/athena/latest/APIReference/API_QueryExecution.html */
export function queryExecution(query: Query): object {
  const { request } = query;
  return {
    QueryExecutionId: query.id,
    Query: request.sql,
    StatementType: request.kind.type,
    SubstatementType: request.kind.sub,
    ResultConfiguration: { OutputLocation: outputLocation(query) },
    ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: false } },
    QueryExecutionContext: {
      ...(request.database !== undefined && { Database: request.database }),
      Catalog: CATALOG.toLowerCase(),
    },
    Status: status(query),
    EngineVersion: { SelectedEngineVersion: ENGINE_VERSION, EffectiveEngineVersion: ENGINE_VERSION },
    Statistics: statistics(query),
    WorkGroup: workGroupName(request.persona),
    ...(request.literals.length > 0 && { ExecutionParameters: request.literals }),
  };
}

const PERSONA_DIRECTORY = 'results';

function outputLocation({ request: { persona }, output }: Query): string {
  const own = `/${PERSONA_DIRECTORY}/${persona}/`;
  return resultsLocation(persona) + output.path.slice(output.path.lastIndexOf(own) + own.length);
}

function status({ state, submittedAt, endedAt, failed }: Query): object {
  const reason = reasonOf(state, failed);
  return {
    State: state,
    SubmissionDateTime: seconds(submittedAt),
    ...(endedAt && { CompletionDateTime: seconds(endedAt) }),
    ...(reason !== undefined && { StateChangeReason: reason }),
    ...(state === 'FAILED' &&
      reason !== undefined && {
        AthenaError: {
          ErrorCategory: isOfTheUser(failed?.code) ? 2 : 1,
          Retryable: false,
          ErrorMessage: reason,
        },
      }),
  };
}

/** Why a query has ended as it did, in Athena's words: the name of the error before its text. */
export function reasonOf(state: Query['state'], failed: Query['failed']): string | undefined {
  if (state === 'SUCCEEDED' || !failed) return state === 'CANCELLED' ? 'Query cancelled by user' : undefined;
  if (failed.code === 'EXCEEDED_SCAN_LIMIT') return failed.message;
  return state === 'CANCELLED' ? 'Query cancelled by user' : `${failed.code}: ${failed.message}`;
}

const isOfTheUser = (code = ''): boolean => !/^(GENERIC_INTERNAL|GENERIC_INSUFFICIENT|EXCEEDED_)/.test(code);

/** Times in milliseconds. What the door doesn't measure apart, such as planning, is part of the engine's time. */
export function statistics(query: Query): object {
  const { submittedAt, startedAt, endedAt, done, output } = query;
  const between = (from: Date, to: Date): number => Math.max(0, to.getTime() - from.getTime());
  return {
    DataScannedInBytes: done?.scannedBytes ?? 0,
    ...(startedAt && { QueryQueueTimeInMillis: between(submittedAt, startedAt) }),
    ...(startedAt && endedAt && { EngineExecutionTimeInMillis: between(startedAt, endedAt) }),
    ...(endedAt && { TotalExecutionTimeInMillis: between(submittedAt, endedAt) }),
    ServiceProcessingTimeInMillis: 0,
    ...(done &&
      output.kind === 'parquet' && { DataManifestLocation: `${outputLocation(query)}-manifest.csv` }),
    ResultReuseInformation: { ReusedPreviousResult: false },
  };
}
