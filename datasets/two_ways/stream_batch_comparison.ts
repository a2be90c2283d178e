import {
  ContractError,
  defineModel,
  isAboutPeople,
  type Dataset,
  type GoldModel,
} from '../../core/contracts';
import { internal } from '../internal';
import { comparisonSql, type TwoWays } from './comparison-sql';

/** What arrives by two ways, compared. */
function streamBatchComparison(pairs: readonly TwoWays[]): GoldModel {
  return defineModel({
    name: 'stream_batch_comparison',
    description:
      'Records that come from a stream and again in a file: what only one of them has, what differs, and how late.',
    domain: 'transport',
    grain: ['dataset', 'day'],
    sql: () => comparisonSql(pairs),
    columns: {
      dataset: internal('string', 'What is compared'),
      day: internal('date', 'UTC day of the event'),
      stream_records: internal('bigint', 'Records of the stream, one for each key'),
      batch_records: internal('bigint', 'Records of the files, one for each key'),
      only_in_stream: internal('bigint', 'Keys that no file has'),
      only_in_batch: internal('bigint', 'Keys that the stream didn’t have'),
      differing: internal('bigint', 'Keys of both with a value that isn’t the same'),
      lag_mean_minutes: internal(
        'double',
        'From the stream to the file, mean; below zero where the file was first',
      ),
      lag_min_minutes: internal('double', 'The shortest, minutes'),
      lag_max_minutes: internal('double', 'The longest, minutes'),
    },
  });
}

/**
 * The datasets, with a comparison of those that say of another that it has their records (`copyOf`): a table of the
 * first such one.
 *
 * @throws ContractError for a copy of nothing, one with another key or other columns, and one of records about people
 */
export function withComparison(datasets: readonly Dataset[]): readonly Dataset[] {
  const pairs = datasets.flatMap((batch) =>
    batch.copyOf === undefined ? [] : [{ stream: originalOf(batch, datasets), batch }],
  );
  const [first] = pairs;
  if (!first) return datasets;
  const comparison = streamBatchComparison(pairs);
  return datasets.map((dataset) =>
    dataset === first.batch ? { ...dataset, models: [...dataset.models, comparison] } : dataset,
  );
}

function originalOf(batch: Dataset, datasets: readonly Dataset[]): Dataset {
  const fail = (problem: string): never => {
    throw new ContractError(batch.name, `it is a copy of "${batch.copyOf}", ${problem}`);
  };
  const stream =
    datasets.find(({ name }) => name === batch.copyOf && name !== batch.name) ??
    fail('which is no other dataset of the lake');
  if (isAboutPeople(batch) || isAboutPeople(stream))
    fail('and has records about people: a table of what both have would count them in the open');
  const shape = ({ key, columns, eventTime }: Dataset): string =>
    JSON.stringify([key, eventTime, Object.entries(columns).map(([name, { type }]) => [name, type])]);
  if (shape(stream) !== shape(batch))
    fail('which has another key, eventTime or other columns; expected the same');
  return stream;
}
