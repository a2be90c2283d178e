import { TerminalError } from '../core/errors';
import type { LoadReport } from './transform';

/** A run whose records don't add up: some staged record is in neither silver nor quarantine. */
export class LoadUnbalancedError extends TerminalError {
  override readonly name = 'LoadUnbalancedError';

  constructor(readonly report: LoadReport) {
    super(
      `Dataset "${report.dataset}": of ${report.landed} landed records ${report.unaccounted} are in neither silver nor quarantine. ` +
        'The run is in silver.load_audit; run the transformation again, and if it stays, restore the table',
    );
  }
}
