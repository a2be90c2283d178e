import {
  paginateListAWSDefaultServiceQuotas,
  paginateListServiceQuotas,
  type ServiceQuota,
  type ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import type { ObservedQuota } from './observation';
import type { QuotaNeed } from '../core/sources';
import { quotaOf } from './quota-needs';

/**
 * The quotas of a service that apply to the account. The default stands for a quota that Service Quotas lists
 * no applied value of, but not for one whose value it could not find out.
 *
 * @see https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListServiceQuotas.html
 */
export async function readQuotas(
  client: ServiceQuotasClient,
  service: string,
  needs: readonly QuotaNeed[],
): Promise<ObservedQuota[]> {
  const input = { ServiceCode: service };
  const listed: Listed[] = [];
  for await (const { Quotas = [] } of paginateListServiceQuotas({ client }, input)) {
    listed.push(...Quotas.flatMap((quota) => listedAs(quota, service)));
  }
  if (!needs.every((need) => quotaOf(need, listed))) {
    for await (const { Quotas = [] } of paginateListAWSDefaultServiceQuotas({ client }, input)) {
      const others = Quotas.flatMap((quota) => listedAs(quota, service));
      listed.push(...others.filter(({ code }) => !listed.some((known) => known.code === code)));
    }
  }
  return listed.flatMap(({ value, ...quota }) => (value === undefined ? [] : [{ ...quota, value }]));
}

/** A quota whose value may have been beyond Service Quotas itself. */
type Listed = Omit<ObservedQuota, 'value'> & { readonly value: number | undefined };

/** Quotas of single resources aren't the account's. */
function listedAs(quota: ServiceQuota, service: string): Listed[] {
  const {
    QuotaCode: code = '',
    QuotaName: name = '',
    Value,
    Adjustable,
    ErrorReason,
    QuotaAppliedAtLevel,
  } = quota;
  if (QuotaAppliedAtLevel === 'RESOURCE') return [];
  return [{ service, code, name, value: ErrorReason ? undefined : Value, isAdjustable: Adjustable ?? false }];
}
