export type { Catalog, CatalogTable } from './analysis/context';
export type { Column } from './analysis/select';
export { errorOfDuckDb } from './duckdb-error';
export { SqlError, SqlTranslationError } from './errors';
export { PreparedStatements } from './prepared';
export { Session, type Answer } from './session';
export { parse } from './syntax/statement';
export type { Statement } from './syntax/ast';
export { splitStatements } from './syntax/split';
export { tablesOf } from './tables-of';
export {
  translate,
  translateStatement,
  type ParameterValue,
  type Translation,
  type TranslateOptions,
} from './translate';
export { resolveType } from './types/resolve-type';
export { tableType } from './types/table-type';
export { apiType } from './types/api-type';
export { plainValue } from './values/plain-value';
export { typeText, type Type } from './types/type';
export { athenaText } from './values/athena-text';
export { decoder, type Value } from './values/codec';
export { parseType } from './types/parse-type';
export { functionNames, signaturesOf, type Pattern, type Signature } from './functions/signature';
