import { GlueClient } from '@aws-sdk/client-glue';
import { LakeFormationClient } from '@aws-sdk/client-lakeformation';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { datasets } from '../../../datasets';
import { loadEnvironment, type Environment } from '../../../lib/config';
import { examine, type Examination } from '../../../doctor';
import { CREDENTIALS, loopback, type Reply, type Seen } from '../../support/loopback';
import { deployedAccount, REGION, type AccountState } from './account';
import { awsServices } from './aws-services';

export interface Examined extends Examination {
  /** What the services were asked. */
  readonly asked: readonly Seen[];
}

let deployed: Promise<AccountState> | undefined;

/**
 * Examines an account to which dev has been deployed, through real clients.
 *
 * @param change what has become of the account since
 * @param refused what is answered instead, as in `awsServices`
 */
export async function examined(
  change: (account: AccountState) => void = () => undefined,
  refused: Readonly<Record<string, Reply>> = {},
  environment: Environment = loadEnvironment('dev'),
): Promise<Examined> {
  deployed ??= deployedAccount('dev');
  const account = structuredClone(await deployed);
  change(account);
  const { endpoint, seen, close } = await loopback(awsServices(account, refused));
  const options = { endpoint, region: REGION, credentials: CREDENTIALS, maxAttempts: 1 };
  const clients = {
    lakeFormation: new LakeFormationClient(options),
    glue: new GlueClient(options),
    serviceQuotas: new ServiceQuotasClient(options),
  };
  try {
    return { ...(await examine({ environment, datasets, region: REGION }, clients)), asked: seen };
  } finally {
    for (const client of Object.values(clients)) client.destroy();
    await close();
  }
}
