import { inWords, isLate } from '../../core/contracts';
import { datasets } from '../../datasets';

interface Row {
  readonly dataset: string;
  readonly fresh: string | null;
}

/** How fresh a contract asks its dataset to be, and whether it isn't; null where it asks nothing. */
interface Asked {
  readonly asked: string | null;
  readonly late: boolean | null;
}

/** Rows of a status with what was asked. */
export function withAsked<R extends Row>(rows: readonly R[], now: Date): (R & Asked)[] {
  return rows.map((row) => {
    const contract = datasets.find(({ name }) => name === row.dataset);
    const minutes = contract?.freshWithinMinutes;
    return {
      ...row,
      asked: minutes === undefined ? null : `within ${inWords(minutes)}`,
      late: contract === undefined || minutes === undefined ? null : isLate(contract, row.fresh, now),
    };
  });
}
