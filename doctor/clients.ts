import { GlueClient } from '@aws-sdk/client-glue';
import { LakeFormationClient } from '@aws-sdk/client-lakeformation';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';

/** What an account is asked with. */
export interface Clients {
  readonly lakeFormation: LakeFormationClient;
  readonly glue: GlueClient;
  readonly serviceQuotas: ServiceQuotasClient;
}

/**
 * Clients with the credentials that the AWS CLI would use. They slow down when a service is busy, since many
 * tables are asked for one after the other.
 *
 * @param region @default AWS_REGION, or that of the AWS profile
 */
export function clientsFor(region: string | undefined): Clients {
  const options = { retryMode: 'adaptive', ...(region !== undefined && { region }) };
  return {
    lakeFormation: new LakeFormationClient(options),
    glue: new GlueClient(options),
    serviceQuotas: new ServiceQuotasClient(options),
  };
}
