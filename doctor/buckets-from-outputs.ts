import type { StackOutputs } from '../bi';
import { BUCKET_OUTPUTS } from '../core/environment-names';
import { AccountError } from './errors';

/**
 * Names of the buckets that hold tables, from what `cdk deploy --outputs-file` has written.
 *
 * @throws AccountError naming the output that isn't there
 */
export function bucketsFromOutputs(outputs: StackOutputs, environment: string): string[] {
  const stack = `headwater-${environment}-storage`;
  return Object.values(BUCKET_OUTPUTS).map((output) => {
    const name = outputs[stack]?.[output];
    if (name !== undefined) return name;
    throw new AccountError(
      `Stack ${stack} has no output ${output} in the file; deploy it with --outputs-file, or leave --outputs out to ask the account`,
    );
  });
}
