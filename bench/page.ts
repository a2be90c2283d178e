/** A chapter of the page on performance. */
export interface Chapter {
  readonly title: string;
  /** Lines of its table, in Markdown. */
  readonly table: readonly string[];
}

/**
 * The page with the tables of some chapters as they were measured now. What somebody has written about the figures stays.
 *
 * @param page as it is
 */
export function withChapters(page: string, chapters: readonly Chapter[]): string {
  return chapters.reduce(withChapter, page);
}

function withChapter(page: string, { title, table }: Chapter): string {
  const lines = page.trimEnd().split('\n');
  const heading = lines.indexOf(`## ${title}`);
  if (heading < 0) return [...lines, '', `## ${title}`, '', ...table, ''].join('\n');
  const following = lines.findIndex((line, index) => index > heading && line.startsWith('## '));
  const end = following < 0 ? lines.length : following;
  const isTable = (line: string, index: number): boolean =>
    index > heading && index < end && line.startsWith('|');
  const start = lines.findIndex(isTable);
  if (start < 0) return [...lines.slice(0, end), ...table, '', ...lines.slice(end), ''].join('\n');
  let after = start;
  while (after < end && lines[after]?.startsWith('|')) after += 1;
  return [...lines.slice(0, start), ...table, ...lines.slice(after), ''].join('\n');
}
