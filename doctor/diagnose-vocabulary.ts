import type { Diagnosis } from './diagnosis';
import type { Expectation } from './expectation';
import type { Observation } from './observation';
import { aws, quoted } from './remedies';

/** LF-tags and values that tables can't be tagged with, since they don't exist. */
export function diagnoseVocabulary({ vocabulary = {} }: Observation, expected: Expectation): Diagnosis[] {
  return Object.entries(expected.vocabulary).flatMap(([key, values]): Diagnosis[] => {
    const found = vocabulary[key];
    const missing = values.filter((value) => !found?.includes(value));
    if (missing.length === 0) return [];
    const [command, option] = found
      ? ['update-lf-tag', '--tag-values-to-add']
      : ['create-lf-tag', '--tag-values'];
    const names = `--tag-key ${key} ${option} ${missing.map(quoted).join(' ')}`;
    return [
      {
        check: 'lf-tag',
        severity: 'warning',
        problem: found ? `LF-tag ${key} lacks ${missing.join(', ')}` : `There is no LF-tag ${key}`,
        remedy: `Deploy the governance stack. If it is deployed already, CloudFormation doesn’t notice: ${aws('lakeformation', command ?? '', expected, names)}`,
      },
    ];
  });
}
