/** A contract that cannot be built from: what is wrong, in which dataset, and what to do. */
export class ContractError extends Error {
  override readonly name = 'ContractError';

  constructor(
    readonly dataset: string,
    problem: string,
  ) {
    super(`Contract of dataset "${dataset}": ${problem}`);
  }
}
