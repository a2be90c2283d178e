/** Where in a statement an error is, as its message begins: `line 1:8: ...`; undefined where it says nothing of it. */
export function placeOf(message: string): {
  readonly line: number | undefined;
  readonly column: number | undefined;
} {
  const [, line, column] = /^line (\d+):(\d+):/.exec(message) ?? [];
  return {
    line: line === undefined ? undefined : Number(line),
    column: column === undefined ? undefined : Number(column),
  };
}
