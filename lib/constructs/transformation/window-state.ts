import { jsonata, type State } from './asl';

/** Days that the run of the sweeping hour reads again, so that what landed late is in and what is gone shows. */
const SWEPT_DAYS = 2;

const DAY = '[Y0001]/[M01]/[D01]';
const STARTED = '$toMillis($states.context.Execution.StartTime)';
const FROM = `$fromMillis(${STARTED} - ${SWEPT_DAYS * 86_400_000}, "${DAY}")`;
const TO = `$fromMillis(${STARTED}, "${DAY}")`;
/** A calendar day that survives the way to a date and back. */
const isDay = (name: string): string =>
  `$type(${name}) = "string" ? $contains(${name}, /^[0-9]{4}\\/[0-9]{2}\\/[0-9]{2}$/) : false`;

/** What loads are told, beside days. @param mostTurns of 400 objects, that a load may take */
const told = (ledgerTable: string, mostTurns: number): object => ({
  most_turns: mostTurns,
  ledger_table: ledgerTable,
  run_id: jsonata('$states.context.Execution.Name'),
  started_at: jsonata('$replace($states.context.Execution.StartTime, "Z", "")'),
});

export interface WindowProps {
  readonly ledgerTable: string;
  /** Turns of 400 objects that a load may take; what is left is for the next run. */
  readonly mostTurns: number;
}

/**
 * Settles what an hourly run reads: what is new, whole days in the sweeping hour, or the days it is asked for.
 *
 * @param sweepHour UTC
 */
export function hourlyWindow({ ledgerTable, mostTurns }: WindowProps, sweepHour: number): State {
  const from = `$exists($states.input.from) ? $states.input.from : ${FROM}`;
  const to = `$exists($states.input.to) ? $states.input.to : ${TO}`;
  return {
    Type: 'Pass',
    Assign: {
      asked_from: jsonata(from),
      asked_to: jsonata(to),
      window_valid: jsonata(
        `($from := ${from}; $to := ${to}; (${isDay('$from')}) and (${isDay('$to')}) ? $from <= $to : false)`,
      ),
      backfill: jsonata('$exists($states.input.from)'),
      whole_days: jsonata(
        `$exists($states.input.from) or $substring($states.context.Execution.StartTime, 11, 2) = "${String(sweepHour).padStart(2, '0')}"`,
      ),
      ...told(ledgerTable, mostTurns),
    },
  };
}

/** Settles that a run reads what is new. Its days are those of the hourly run: a load keeps the tally of these. */
export function newWindow({ ledgerTable, mostTurns }: WindowProps): State {
  return {
    Type: 'Pass',
    Assign: {
      asked_from: jsonata(FROM),
      asked_to: jsonata(TO),
      backfill: false,
      whole_days: false,
      ...told(ledgerTable, mostTurns),
    },
  };
}
