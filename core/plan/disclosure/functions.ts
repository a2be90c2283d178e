import { literal, parts, type Part } from './syntax';

/**
 * What a function makes of the personal or health columns in it:
 * - `counted`: how many rows or values there are
 * - `figure`: a number that sums up values of a group; one that sums up counts is a count
 * - `generalised`: no more than HIPAA's Safe Harbor allows to be kept of it
 * - `picked`: one value of many
 * - `plain`: the same, written differently
 */
export type Outcome = 'counted' | 'figure' | 'generalised' | 'picked' | 'plain';

const COUNTED = new Set(['count', 'count_if', 'approx_distinct', 'approx_count_distinct']);

const FIGURES = new Set(
  `sum avg geometric_mean stddev stddev_pop stddev_samp variance var_pop var_samp skewness kurtosis corr covar_pop
  covar_samp regr_slope regr_intercept`.split(/\s+/),
);

/** Aggregates and window functions that the parser knows by kind and that give one value of many. */
const PICKING = new Set(
  `min max first last any_value median mode array_agg list_agg string_agg group_concat approx_percentile percentile
  percentile_cont percentile_disc logical_and logical_or array_concat_agg array_unique_agg json_array_agg
  json_object_agg bitwise_and_agg bitwise_or_agg bitwise_xor_agg sum_if bool_xor_agg lead lag first_value
  last_value nth_value within_group`.split(/\s+/),
);

/** Functions that the parser knows by name only, and that look at one row. */
const OF_ONE_ROW = new Set(
  `date date_trunc date_format date_add date_diff format_datetime concat concat_ws replace split_part format round
  greatest least regexp_extract regexp_replace`.split(/\s+/),
);

const isByName = (kind: string): boolean => kind === 'function' || kind === 'aggregate_function';

const nameOf = (kind: string, body: Part): string =>
  isByName(kind) ? String(body.name).toLowerCase() : kind;

/**
 * A function that nobody has listed here counts as one that picks a value, so that a new aggregate is refused
 * rather than let through.
 *
 * @see https://www.ecfr.gov/current/title-45/section-164.514 (b)(2)(i)(C): all elements of dates except year
 */
export function functionRule(kind: string, body: Part): Outcome {
  const name = nameOf(kind, body);
  if (isYear(name, body)) return 'generalised';
  if (COUNTED.has(name)) return 'counted';
  if (FIGURES.has(name)) return 'figure';
  if (PICKING.has(name)) return 'picked';
  return isByName(kind) && !OF_ONE_ROW.has(name) ? 'picked' : 'plain';
}

function isYear(name: string, body: Part): boolean {
  if (name === 'extract') return String(body.field).toLowerCase() === 'year';
  if (name === 'date_trunc') return literal(parts(body.args)[0])?.toLowerCase() === 'year';
  return name === 'year';
}

/** Whether a node is known to make one row of many. */
export function isAggregate(kind: string, body: Part): boolean {
  const name = nameOf(kind, body);
  return COUNTED.has(name) || FIGURES.has(name) || PICKING.has(name) || kind === 'aggregate_function';
}
