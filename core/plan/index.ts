export * from './following';
export * from './gold-plan';
export * from './load';
export * from './maintenance-sql';
export * from './model-order';
export * from './table-references';
export { loadSqlParser } from './sql-parser';
export { withoutIndentation } from './without-indentation';
