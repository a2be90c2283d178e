import { resourceRulesOf, validatorOf } from '../../../datasets/validators';
import type { IntakeDeps } from '../../../lambdas/intake/intake';
import type { LocalLake } from '../../lake';

/** What the intake core needs of a lake; opens a shard of the stream for this process. */
export async function intakeDeps(lake: LocalLake): Promise<IntakeDeps> {
  const { ledger, clock } = lake;
  return { stream: await lake.stream(), ledger, clock, validatorOf, resourceRulesOf };
}
