export { goneSql, knownRecordsSql } from './bronze-objects';
export * from './load-plan';
export * from './touched';
export { MEASURES, type LoadParameter, type LoadStep, type Measure } from './step';
