import type { Dataset, RowFilter } from '../contracts';
import { silverTable } from '../tables';

const KEYWORDS = new Set(['AND', 'OR', 'NOT', 'IN', 'LIKE', 'BETWEEN', 'IS', 'NULL', 'TRUE', 'FALSE']);
const TOKEN = /\s+|'(?:[^']|'')*'|\d+(?:\.\d+)?|[a-z_][a-z0-9_]*|<>|!=|<=|>=|[=<>(),]/iy;
const MAX_LENGTH = 2048;
const TYPES = /^(string|int|bigint|double|boolean|decimal\(.*\))$/;

/**
 * Why Lake Formation would refuse a row filter: it compares columns with constants, calls no functions, and
 * knows no dates.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/partiql-support.html
 */
export function rowFilterProblem(dataset: Dataset, { visible }: RowFilter): string | undefined {
  if (visible.length >= MAX_LENGTH)
    return `is ${visible.length} characters long; fewer than ${MAX_LENGTH} are allowed`;
  const types = new Map(silverTable(dataset).columns.map(({ name, type }) => [name, type]));
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < visible.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(visible)?.[0];
    if (token === undefined) return `has "${visible[at]}", which Lake Formation doesn't know`;
    if (token.trim() !== '') tokens.push(token);
  }
  const isName = (token: string | undefined): boolean =>
    token !== undefined && /^[a-z_]/i.test(token) && !KEYWORDS.has(token.toUpperCase());
  for (const [i, token] of tokens.entries()) {
    if (!isName(token)) continue;
    if (tokens[i + 1] === '(') return `calls ${token}; functions aren't allowed`;
    const type = types.get(token.toLowerCase());
    if (type === undefined) return `${token} is no column of silver.${dataset.name}`;
    if (!TYPES.test(type)) return `uses ${token}, a ${type}, which cannot be filtered by`;
    if (/^(=|<>|!=|<=|>=|<|>)$/.test(tokens[i + 1] ?? '') && isName(tokens[i + 2])) {
      return `compares columns ${token} and ${tokens[i + 2]}; compare with a constant`;
    }
  }
  return undefined;
}
