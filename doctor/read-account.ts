import type { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { Clients } from './clients';
import type { Expectation } from './expectation';
import type { ObservedQuota, Observation } from './observation';
import type { QuotaNeed } from '../core/sources';
import { readFilters, readLocations, readSettings, readVocabulary } from './read-lake-formation';
import { readPermissions } from './read-permissions';
import { readQuotas } from './read-quotas';
import { readDatabases, readTables } from './read-tables';
import type { Readings } from './readings';

/** Reads what a diagnosis needs of an account; changes nothing. What cannot be read is left out. */
export async function readAccount(
  clients: Clients,
  expected: Expectation,
  readings: Readings,
): Promise<Omit<Observation, 'caller' | 'quotas'>> {
  const { lakeFormation: client } = clients;
  const action = (name: string): string => `lakeformation:${name}`;
  const [settings, locations, vocabulary, permissions, filters] = await Promise.all([
    readings.attempt('administrators', action('GetDataLakeSettings'), 'settings', () => readSettings(client)),
    readings.attempt('locations', action('ListResources'), 'locations', () => readLocations(client)),
    readings.attempt('vocabulary', action('ListLFTags'), 'LF-tags', () => readVocabulary(client)),
    readings.attempt('grants', action('ListPermissions'), 'permissions', () => readPermissions(client)),
    readings.attempt('filters', action('ListDataCellsFilter'), 'filters', () => readFilters(client)),
  ]);
  const databases = await readDatabases(clients, expected, readings);
  const tables = databases && (await readTables(clients, expected, databases, readings));
  return {
    ...(databases && { databases }),
    ...(tables && { tables }),
    ...(settings && { settings }),
    ...(locations && { locations }),
    ...(vocabulary && { vocabulary }),
    ...(permissions && { permissions }),
    ...(filters && { filters }),
  };
}

/** Reads the quotas that are needed, service by service. @returns also the needs of those services that answered */
export async function readNeededQuotas(
  client: ServiceQuotasClient,
  needs: readonly QuotaNeed[],
  readings: Readings,
): Promise<{ values: ObservedQuota[]; needs: QuotaNeed[] }> {
  const values: ObservedQuota[] = [];
  const asked: QuotaNeed[] = [];
  for (const service of new Set(needs.map((need) => need.service))) {
    const ofService = needs.filter((need) => need.service === service);
    const action = 'servicequotas:ListServiceQuotas, servicequotas:ListAWSDefaultServiceQuotas';
    const found = await readings.attempt('quotas', action, service, () =>
      readQuotas(client, service, ofService),
    );
    if (!found) continue;
    values.push(...found);
    asked.push(...ofService);
  }
  return { values, needs: asked };
}
