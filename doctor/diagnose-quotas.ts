import type { Diagnosis, Unchecked } from './diagnosis';
import type { Expectation } from './expectation';
import type { ObservedQuota } from './observation';
import type { QuotaNeed } from '../core/sources';
import { quotaOf } from './quota-needs';
import { aws } from './remedies';

/** Quotas that are smaller than what the lake needs of them. */
export function diagnoseQuotas(
  quotas: readonly ObservedQuota[],
  needs: readonly QuotaNeed[],
  expected: Expectation,
): Diagnosis[] {
  return needs.flatMap((need): Diagnosis[] => {
    const quota = quotaOf(need, quotas);
    if (!quota || quota.value >= need.need) return [];
    return [
      {
        check: 'quota',
        severity: 'warning',
        problem: `${quota.service}: “${quota.name}” is ${quota.value}; the lake needs ${need.need} (${need.because})`,
        remedy: quota.isAdjustable
          ? `Ask for more, or ${need.instead}: ${increase(quota, need, expected)}`
          : `It cannot be raised: ${need.instead}.`,
      },
    ];
  });
}

/** Needs for which the account lists no quota: nothing is known of them. */
export function unknownQuotas(quotas: readonly ObservedQuota[], needs: readonly QuotaNeed[]): Unchecked[] {
  return needs
    .filter((need) => !quotaOf(need, quotas))
    .map(({ service, name, need }) => ({
      area: 'quotas',
      reason: `Service Quotas gives no value of “${name}” of ${service} here`,
      remedy: `See that it is ${need} or more in the console of Service Quotas.`,
    }));
}

/** @see https://docs.aws.amazon.com/cli/latest/reference/service-quotas/request-service-quota-increase.html */
function increase({ service, code }: ObservedQuota, { need }: QuotaNeed, expected: Expectation): string {
  const options = [`--service-code ${service}`, `--quota-code ${code}`, `--desired-value ${need}`];
  return aws('service-quotas', 'request-service-quota-increase', expected, ...options);
}
