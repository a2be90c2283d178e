import { refusedFunctions } from '../sql-bridge';

const BEGIN = '<!-- refused functions: written by npm run generate from sql-bridge/functions -->';
const END = '<!-- /refused functions -->';

/** The page with the list of functions that one machine doesn't answer. @throws Error without its markers */
export function withRefusedFunctions(page: string): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/sql.md needs ${BEGIN} and ${END}`);
  const names = refusedFunctions().map((name) => `\`${name}\``);
  return `${before}${BEGIN}\n\n${names.join(', ')}\n\n${END}${after}`;
}
