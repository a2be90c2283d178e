import { AthenaClient } from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import { Logger } from '@aws-lambda-powertools/logger';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { z } from 'zod';
import { datasets } from '../../datasets';
import { publishUnit, publicationUnits, type PublicationDeps } from '../../core/disclosure';
import { PUBLISH_ENV } from '../../core/environment-names';
import { once } from '../../core/once';
import { vacuumSql } from '../../core/plan/maintenance-sql';
import { systemClock } from '../../core/ports';
import { modelTable } from '../../core/tables';
import { AthenaEngine } from '../aws/athena-engine';
import { discreetClient } from '../aws/discreet-client';
import { S3ObjectStore } from '../aws/s3-object-store';
import { discreet, discreetly } from '../discreet';
import { readEnvironment } from '../environment';
import { UnknownUnitError } from './errors';

const logger = new Logger({ serviceName: 'publish' });

/** What the state machine asks for. */
const requestSchema = z.object({
  /** Name of the model with the totals. */
  totals: z.string(),
  /** The SELECT of every model of the unit, by the model's name. */
  figures: z.record(z.string(), z.string()),
  /** People. */
  threshold: z.number().int().positive(),
});

const dependencies = once((): Pick<PublicationDeps, 'engine' | 'store' | 'clock' | 'forget'> => {
  const tracer = new Tracer({ serviceName: 'publish' });
  const environment = readEnvironment(PUBLISH_ENV);
  const athena = tracer.captureAWSv3Client(discreetClient(new AthenaClient({})));
  const s3 = tracer.captureAWSv3Client(discreetClient(new S3Client({})));
  const engine = new AthenaEngine(athena, environment.workGroup);
  return {
    engine,
    forget: async (model) => {
      try {
        await engine.query(vacuumSql(modelTable(model)));
      } catch (error) {
        // The next time makes up for it.
        logger.warn('Snapshots are still there', { table: model.name, error: discreet(error).name });
      }
    },
    store: new S3ObjectStore(s3, environment.publicationsBucket),
    clock: systemClock,
  };
});

/** Called by the state machine for each table of figures about people, once silver is loaded. */
export const handler = discreetly(
  async (event: unknown): Promise<{ readonly changed: readonly string[] }> => {
    const { totals, figures, threshold } = requestSchema.parse(event);
    const unit = publicationUnits(datasets.flatMap(({ models }) => models)).find(
      (each) => each.totals.name === totals,
    );
    if (!unit) throw new UnknownUnitError();
    const figuresOf = ({ name }: { readonly name: string }): string => figures[name] ?? '';
    const changed = (await publishUnit({ ...dependencies(), threshold, figuresOf }, unit)).map(
      ({ name }) => name,
    );
    logger.info('Published', { totals: unit.totals.name, changed });
    return { changed };
  },
);
