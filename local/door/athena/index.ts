import type { Clock } from '../../../core/ports';
import type { VisibleDatabase } from '../catalog/visible-catalog';
import type { Limits } from '../engine/order';
import type { Caller } from '../protocol/caller';
import type { JsonService } from '../protocol/json-service';
import { PreparedStatements } from '../queries/prepared-statements';
import type { OwnTables } from '../queries/own-tables';
import type { Queries } from '../queries/queries';
import { catalogOperations } from './catalog-operations';
import { namedQueryOperations } from './named-queries';
import { preparedStatementOperations } from './prepared-statement-operations';
import { queryOperations } from './query-operations';
import { QueryStarts } from './start-query';
import { workGroupOperations } from './work-groups';

export interface AthenaOptions {
  readonly queries: Queries;
  readonly catalogOf: (caller: Caller) => readonly VisibleDatabase[];
  readonly tables: OwnTables;
  readonly limits: Limits;
  readonly clock: Clock;
}

/** The API of Athena. @see https://docs.aws.amazon.com/athena/latest/APIReference/Welcome.html */
export function athenaService({ queries, catalogOf, tables, limits, clock }: AthenaOptions): JsonService {
  const prepared = new PreparedStatements();
  return {
    target: 'AmazonAthena',
    signingName: 'athena',
    invalidInput: 'InvalidRequestException',
    denied:
      /^(Create|Update|Delete|Put|Tag|Untag|Start|Stop|Terminate|Cancel|Export|Import|Get|List|BatchGet)[A-Z]/,
    operations: {
      ...new QueryStarts(queries, prepared, { catalogOf, tables }, clock).operations(),
      ...queryOperations(queries),
      ...workGroupOperations(limits, clock.now()),
      ...namedQueryOperations(),
      ...preparedStatementOperations(prepared, clock),
      ...catalogOperations(catalogOf, clock),
    },
  };
}
