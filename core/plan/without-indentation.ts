/**
 * A statement as state machines have it: without the spaces that begin its lines, but for those in quotes. A
 * template takes a million bytes of all.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export function withoutIndentation(sql: string): string {
  return sql.replace(/'[^']*'|"[^"]*"|--[^\n]*|\n +/g, (part) => (part.startsWith('\n') ? '\n' : part));
}
