export * from './gold-plan';
export * from './load-plan';
export * from './model-order';
export * from './staging-sql';
export * from './table-references';
export { loadSqlParser } from './sql-parser';
