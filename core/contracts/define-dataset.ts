import { contractProblem } from './contract-problem';
import type { Dataset, DatasetContract } from './dataset';
import { ContractError } from './errors';

/** How the types of the lake's own CloudEvents start. */
export const OWN_TYPES = 'org.headwater.';

/**
 * Declares a dataset: the one place from which tables, validators, tags and documentation are computed.
 *
 * @throws ContractError naming the dataset, what is wrong and the remedy
 */
export function defineDataset(contract: DatasetContract): Dataset {
  const problem = contractProblem(contract);
  if (problem !== undefined) throw new ContractError(contract.name, problem);
  return {
    ...contract,
    bronze: contract.bronze ?? contract.name,
    sender: contract.sender ?? (contract.seed === undefined ? 'api' : 'lake'),
    contentType: contract.contentType ?? 'application/json',
    eventType: contract.eventType ?? `${OWN_TYPES}${contract.name}`,
    evolution: contract.evolution ?? 'evolve',
    load: contract.load ?? 'upsert',
    history: contract.history ?? false,
    partitions: contract.partitions ?? [],
    checks: contract.checks ?? [],
    rowFilters: contract.rowFilters ?? [],
    timeLimits: contract.timeLimits ?? [],
    models: contract.models ?? [],
  };
}
