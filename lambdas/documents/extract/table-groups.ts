import type { DocumentTable } from '../../../core/ports';
import { isFilled, surest, type Fact, type FactGroup } from './facts';
import { groupFacts } from './group-facts';
import { optionsOf } from './options';
import { isBeside, isUnclear, statusOf } from './page-clarity';
import { parseDate } from './parse-date';
import { type Cell, type Heading, headings, isHeader, repeats, spread } from './table-headings';
import { filledIn } from './values';
import { namesVaccine } from './vaccine-names';

/** What a table says. */
export interface TableReading {
  readonly groups: readonly FactGroup[];
  /** The texts of a table that has a header, which it looks at by itself. */
  readonly told: readonly string[];
  /** Whether a title or a line across it may be about other than doses that were given. */
  readonly isUnclear: boolean;
}

const NOT_READ: TableReading = { groups: [], told: [], isUnclear: false };

/**
 * Immunizations of a table that has a header, one or more a row. One needs a date or a lot: a vaccine alone is a
 * heading, or printed for a dose that wasn't given.
 *
 * @param patient the one person the page is about, for a table that names none
 */
export function readTable(table: DocumentTable, patient: Fact | undefined): TableReading {
  const grid = spread(table);
  const header = grid.findIndex((_row, at) => isHeader(headings(table, grid, at)));
  if (header < 0) return NOT_READ;
  const columns = headings(table, grid, header);
  const spans = table.merged.filter(({ row }) => row === header).map(({ rowSpan }) => rowSpan);
  const hasNames = columns.some(
    ({ meaning }) => meaning.kind === 'fact' && meaning.label.column === 'patient',
  );
  const body = grid.slice(header + Math.max(1, ...spans)).filter((row) => !repeats(row, columns));
  const rows = body.map((row) => readRow(row, columns, hasNames ? undefined : patient));
  // A part of the heading before it, which stands too far away.
  const isTorn = columns.some(({ said }) => /^[^\p{L}\p{N}#]/u.test(said));
  // A stamp across the header looks like one of its headings.
  const strange = columns.filter(({ meaning }) => meaning.kind === 'unknown').map(({ said }) => said);
  const loose = [...grid.slice(0, header).flat(), ...rows.flatMap((row) => row.loose)];
  return {
    groups: rows.flatMap((row) => row.groups),
    told: grid.flat().map(({ text }) => text),
    isUnclear: isTorn || [...loose.map(({ text }) => text), ...strange].some((text) => isUnclear(text)),
  };
}

interface Row {
  readonly groups: readonly FactGroup[];
  /** Cells of a row that states nothing: a title, a remark. */
  readonly loose: readonly Cell[];
}

function readRow(row: readonly Cell[], columns: readonly Heading[], patient: Fact | undefined): Row {
  const cells = columns.map((heading) => ({ heading, cell: cellOf(heading, row) }));
  const facts = surest(cells.flatMap(({ heading, cell }) => factOf(heading, cell)));
  const isGiven = facts.some((fact) => isFilled(fact) && (fact.column === 'date' || fact.column === 'lot'));
  const isNamed = facts.some(
    (fact) => isFilled(fact) && (fact.column === 'vaccine' || fact.column === 'cvx'),
  );
  const isVaccine = facts.some(
    ({ column, value }) => column === 'cvx' || (column === 'vaccine' && namesVaccine(value)),
  );
  if (!isGiven || !isNamed) return { groups: [], loose: isNamed && isVaccine ? [] : row };
  const statuses = cells.flatMap(({ heading, cell }) => doubts(heading, cell));
  if (statuses.includes('not given')) return { groups: [], loose: [] };
  const isDoubtful = statuses.length > 0 || hasStrays(row, columns);
  const groups = groupFacts(patient ? [patient, ...facts] : facts, true).filter(isImmunization);
  return { groups: groups.map((group) => (isDoubtful ? { ...group, isDoubtful } : group)), loose: [] };
}

function cellOf(heading: Heading, row: readonly Cell[]): Cell {
  const filled = row.slice(heading.from, heading.to).filter((cell) => cell.text !== '');
  const confidence = Math.min(heading.confidence, ...filled.map((cell) => cell.confidence));
  return { text: filled.map((cell) => cell.text).join(' '), confidence };
}

function factOf({ meaning }: Heading, { text, confidence }: Cell): Fact[] {
  const label =
    meaning.kind === 'fact' ? meaning.label : meaning.kind === 'status' ? meaning.when : undefined;
  if (label === undefined || (meaning.kind === 'status' && parseDate(text) === null)) return [];
  const options = optionsOf(text);
  if (options === undefined) return [{ ...label, value: filledIn(text), confidence }];
  const [ticked = ''] = options?.ticked ?? [];
  const isSure = options !== null && options.ticked.length <= 1;
  const value =
    options === null ? filledIn(text) : options.ticked.length > 0 ? filledIn(ticked || options.before) : '';
  return [{ ...label, standing: isSure ? label.standing : 'guess', value, confidence }];
}

/** What a cell says against its row: that nothing was given, or what isn't understood. */
function doubts({ meaning }: Heading, { text }: Cell): ('not given' | 'not understood')[] {
  if (filledIn(text) === '' && meaning.kind !== 'status') return [];
  if (meaning.kind === 'other') return isBeside(meaning.isFree, text) ? [] : ['not understood'];
  if (meaning.kind === 'unknown') return ['not understood'];
  if (meaning.kind !== 'status') return [];
  if (meaning.when !== undefined && parseDate(text) !== null) return [];
  const status = statusOf(text);
  if (status === true) return [];
  return [status === false ? 'not given' : 'not understood'];
}

/** Words in a column that has no heading. */
function hasStrays(row: readonly Cell[], columns: readonly Heading[]): boolean {
  const isHeaded = (at: number): boolean => columns.some(({ from, to }) => from <= at && at < to);
  return row.some(({ text }, at) => filledIn(text) !== '' && !isHeaded(at) && !/^\d{1,3}\.?$/.test(text));
}

function isImmunization({ facts: { vaccine, cvx, date, lot }, complete }: FactGroup): boolean {
  return (isFilled(vaccine) || isFilled(cvx)) && (!complete || isFilled(date) || isFilled(lot));
}
