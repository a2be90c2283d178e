import type { Dataset } from '../../contracts';
import { DATABASES } from '../../tables';
import { governedTables } from '../governed-table';
import { filterName, grantsFor, type Grant } from '../grants';
import type { PersonaConfig } from '../persona';
import { tagVocabulary } from '../tags';
import type { Expectation, ExpectedGrant } from './observation';

/** What contracts and personas ask of an account. */
export function expectationOf(
  target: Pick<Expectation, 'account' | 'namePrefix' | 'servicePath' | 'bucketArns'>,
  datasets: readonly Dataset[],
  personas: readonly PersonaConfig[],
): Expectation {
  const tables = governedTables(datasets);
  return {
    ...target,
    databases: DATABASES,
    vocabulary: tagVocabulary(datasets, tables),
    grants: personas.flatMap((persona) => grantsFor(persona, tables).map(expected)),
  };
}

function expected(grant: Grant): ExpectedGrant {
  if (grant.kind === 'tags') {
    const { persona, permissions, resourceType, expression } = grant;
    return { persona, permissions, resource: { kind: 'tags', resourceType, expression } };
  }
  const { persona, database, table } = grant;
  return {
    persona,
    permissions: ['SELECT'],
    resource: { kind: 'cells', database, table, filter: filterName(grant) },
  };
}
