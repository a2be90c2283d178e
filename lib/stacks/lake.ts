import { Aspects, type App } from 'aws-cdk-lib';
import type { Environment } from '../config';
import { ServiceRoles } from '../constructs/service-roles';
import type { Dataset } from '../../core/contracts';
import { AccessStack } from './access-stack';
import { AnalyticsStack } from './analytics-stack';
import { CatalogStack } from './catalog-stack';
import { ConsoleStack } from './console-stack';
import { GovernanceStack } from './governance-stack';
import { IngestionStack } from './ingestion-stack';
import { OperationsStack } from './operations-stack';
import { SchedulesStack } from './schedules-stack';
import { StorageStack } from './storage-stack';
import { LOADED, MAINTAINED, REFRESHED, TransformationStack } from './transformation-stack';

export interface LakeProps {
  readonly environment: Environment;
  readonly datasets: readonly Dataset[];
}

export interface LakeStacks {
  readonly storage: StorageStack;
  readonly governance: GovernanceStack;
  readonly catalog: CatalogStack;
  readonly ingestion: IngestionStack;
  readonly transformation: TransformationStack;
  readonly access: AccessStack;
  readonly schedules: SchedulesStack;
  readonly analytics: AnalyticsStack;
  /** @default the environment has no console */
  readonly console?: ConsoleStack;
  readonly operations: OperationsStack;
}

/** The stacks of one environment, in the order in which they build on each other. */
export function addLake(app: App, props: LakeProps): LakeStacks {
  const { environment, datasets } = props;
  const { personas } = environment.governance;
  const storage = new StorageStack(app, 'storage', { environment, datasets });
  const { keys, zones, ledger } = storage;
  const lake = { environment, keys, zones, ledger };

  const governance = new GovernanceStack(app, 'governance', {
    environment,
    datasets,
    buckets: [zones.bronze, zones.silver, zones.gold],
    failures: zones.failures,
    results: zones.results,
  });
  const catalog = new CatalogStack(app, 'catalog', { ...lake, datasets });
  catalog.addStackDependency(governance, 'LF-tags must exist before tables carry them');
  const ingestion = new IngestionStack(app, 'ingestion', { ...lake, datasets });
  const { migration } = catalog;
  const transformation = new TransformationStack(app, 'transformation', { ...lake, datasets, migration });
  const access = new AccessStack(app, 'access', {
    environment,
    datasets,
    personas,
    readings: ingestion.readings,
    services: {
      load: { role: transformation.loads.role, reads: ['bronze'], writes: LOADED },
      transformation: { role: transformation.run.role, writes: REFRESHED },
      ...(transformation.minutes && {
        minutes: { role: transformation.minutes.role, reads: ['silver'], writes: ['gold'] },
      }),
      publication: { role: transformation.publication.role, reads: ['silver'], writes: ['gold'] },
      maintenance: { role: transformation.maintenance.role, writes: MAINTAINED },
      quality: { role: transformation.evaluation.role, reads: ['silver'] },
    },
  });
  access.addStackDependency(catalog, 'Tables must exist before their rows are filtered');
  const schedules = new SchedulesStack(app, 'schedules', {
    environment,
    schedules: [...ingestion.schedules, ...transformation.schedules],
  });
  schedules.addStackDependency(access, 'Nothing starts before Lake Formation lets it work');
  const analytics = new AnalyticsStack(app, 'analytics', { ...lake, roles: access.roles });
  const page =
    environment.console && new ConsoleStack(app, 'console', { ...lake, settings: environment.console });
  page?.addStackDependency(analytics, 'It asks in workgroups of the personas');
  const operations = new OperationsStack(app, 'operations', {
    ...lake,
    breakGlassRole: governance.breakGlassRole,
    specs: [
      ...catalog.alarms,
      ...ingestion.alarms,
      ...transformation.alarms,
      ...analytics.alarms,
      ...(page?.alarms ?? []),
    ],
  });

  for (const stack of [storage, catalog, ingestion, transformation, operations]) {
    Aspects.of(stack).add(new ServiceRoles(environment.name));
  }
  const computing = { storage, governance, catalog, ingestion, transformation, access, schedules };
  return { ...computing, analytics, operations, ...(page && { console: page }) };
}
