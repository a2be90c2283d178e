import type { Dataset } from '../../../core/contracts';
import { jsonata, literal, type Steps } from './asl';
import { LISTED, listState, tallied } from './listing';
import { EVERY_OBJECT } from './news-states';

/** Listings of a sweep: a hundred thousand objects. Days with more are read whole. */
export const SWEEP_TURNS = 250;

/**
 * States that end a load. Once a day they hold the last days, as the bucket lists them up to the position, against
 * what was loaded of them. Only days that differ are read again: an object came late below the position, is gone, or has
 * another size.
 *
 * @param next the first state of the load
 */
export function sweepStates(dataset: Dataset, next: string): Steps {
  const { name, bronze } = dataset;
  const days = (condition: string): string =>
    `$sort($append([], $distinct($append($keys($next_days), $keys($swept_days)))[$ >= $asked_from and $ <= $asked_to and ${condition}]))`;
  const differing = days('$string([$lookup($next_days, $)]) != $string([$lookup($swept_days, $)])');
  const upToPosition = `${LISTED}[Key <= $next_key]`;
  return [
    [
      `${name}: sweep?`,
      {
        Type: 'Choice',
        Choices: [
          {
            Condition: jsonata('$whole_days'),
            Assign: {
              swept_key: jsonata(`${literal(`${bronze}/`)} & $asked_from & "/"`),
              swept_days: {},
              sweep_turns: 0,
            },
            Next: `${name}: list days`,
          },
        ],
        Default: `${name}: loaded`,
      },
    ],
    [
      `${name}: list days`,
      listState(`${bronze}/`, '$swept_key', {
        swept_days: tallied('$swept_days', upToPosition),
        swept_key: `$count(${LISTED}) = 0 ? $swept_key : ${LISTED}[-1].Key`,
        sweep_goes_on: `$states.result.IsTruncated = true and ${LISTED}[-1].Key < $next_key`,
        sweep_turns: '$sweep_turns + 1',
      }),
    ],
    [
      `${name}: all listed?`,
      {
        Type: 'Choice',
        Choices: [
          {
            Condition: jsonata(`$sweep_goes_on and $sweep_turns < ${SWEEP_TURNS}`),
            Next: `${name}: list days`,
          },
          {
            Condition: jsonata('$sweep_goes_on'),
            Assign: { window_from: jsonata('$asked_from'), window_to: jsonata('$asked_to'), ...EVERY_OBJECT },
            Next: next,
          },
          {
            Condition: jsonata(`$count(${differing}) > 0`),
            Assign: {
              window_from: jsonata(`${differing}[0]`),
              window_to: jsonata(`${differing}[-1]`),
              ...EVERY_OBJECT,
            },
            Next: next,
          },
        ],
        Default: `${name}: loaded`,
      },
    ],
    [`${name}: loaded`, { Type: 'Succeed', Output: { landed: jsonata('$landed') } }],
  ];
}
