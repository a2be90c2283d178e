import type { GoldModel } from '../../../core/contracts';
import { figuresSql, modelsOf, type PublicationUnit } from '../../../core/disclosure';
import type { GoldSettings, Ordered } from '../../../core/plan';
import { modelTable, qualified } from '../../../core/tables';
import { integration, type State } from './asl';

/** Longer than the function may take, so that its own error is what is seen. Seconds. */
const PUBLISH_TIMEOUT = 960;

/** Has the function publish the tables of a unit. It begins anew in every try, from what it has written down. */
export function publishState(publication: string, unit: PublicationUnit, settings: GoldSettings): State {
  return {
    Type: 'Task',
    Resource: integration('lambda:invoke'),
    Arguments: {
      FunctionName: publication,
      Payload: {
        totals: unit.totals.name,
        figures: Object.fromEntries(modelsOf(unit).map((model) => [model.name, figuresSql(model)])),
        threshold: settings.smallCellThreshold,
      },
    },
    TimeoutSeconds: PUBLISH_TIMEOUT,
    Retry: [
      { ErrorEquals: ['PublicationsLostError', 'DisclosureError', 'UnknownUnitError'], MaxAttempts: 0 },
      {
        ErrorEquals: ['States.ALL'],
        IntervalSeconds: 30,
        BackoffRate: 2,
        MaxAttempts: 2,
        JitterStrategy: 'FULL',
      },
    ],
    Output: {},
  };
}

/** What a unit fills and what has to be filled before. */
export function unitNode(
  unit: PublicationUnit,
  models: readonly Ordered<GoldModel>[],
): Pick<Ordered<unknown>, 'table' | 'dependsOn'> {
  const own = modelsOf(unit);
  const tables = own.map((model) => qualified(modelTable(model)));
  const needed = models
    .filter(({ item }) => own.some((model) => model === item))
    .flatMap(({ dependsOn }) => dependsOn);
  return {
    table: qualified(modelTable(unit.totals)),
    dependsOn: [...new Set(needed)].filter((table) => !tables.includes(table)),
  };
}
