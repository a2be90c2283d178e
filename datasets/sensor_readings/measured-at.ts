import { instant } from '../../core/contracts/type-rules';

/** Milliseconds of a sensor's time in seconds or milliseconds since 1970-01-01 UTC. */
const SECONDS = '^[0-9]{1,10}([.][0-9]{1,9})?$';
const MILLISECONDS = '^[0-9]{13}$';

/** Athena SQL for a sensor's time: ISO 8601, or seconds or milliseconds since 1970-01-01 UTC. NULL when it is none. */
export const measuredAt = (text: string): string =>
  `CASE WHEN regexp_like(${text}, '${SECONDS}') THEN ${since1970(`CAST(round(TRY_CAST(${text} AS double) * 1000) AS bigint)`)} WHEN regexp_like(${text}, '${MILLISECONDS}') THEN ${since1970(`TRY_CAST(${text} AS bigint)`)} ELSE ${instant(text)} END`;

const since1970 = (milliseconds: string): string =>
  `CAST(date_add('millisecond', ${milliseconds}, timestamp '1970-01-01 00:00:00') AS timestamp(6))`;
