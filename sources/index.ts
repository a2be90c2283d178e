import { declareSource, type DeclaredSource } from '../core/sources';
import { documents } from '../lambdas/documents/kind';
import { folder } from '../lambdas/folder/kind';
import { intake } from '../lambdas/intake/kind';
import { kafka } from '../lambdas/kafka/kind';

/**
 * Every source of this lake. Settings here hold everywhere; an environment says otherwise in `sources` of
 * lib/config/environments.ts, one machine in `sources.json` of its lake's directory.
 */
export const sources: readonly DeclaredSource[] = [
  declareSource(intake, { defaultDataset: 'immunizations' }),
  declareSource(documents),
  declareSource(folder, { dataset: 'immunizations' }, 'drop'),
  declareSource(
    kafka,
    {
      topics: [
        { topic: 'positions', dataset: 'positions' },
        { topic: 'fleet.public.transport_units', dataset: 'transport_units' },
      ],
    },
    'fleet',
  ),
];
