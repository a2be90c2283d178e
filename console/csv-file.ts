/** Rows as Athena writes its files: every value in quotes, nothing between the commas for NULL. */
export function csvFile(columns: readonly string[], rows: readonly (readonly (string | null)[])[]): Blob {
  const line = (values: readonly (string | null)[]): string =>
    `${values.map((value) => (value === null ? '' : `"${value.replaceAll('"', '""')}"`)).join(',')}\n`;
  return new Blob([line(columns), ...rows.map(line)], { type: 'text/csv;charset=utf-8' });
}
