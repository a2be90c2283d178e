export { goneSql, knownRecordsSql } from './bronze-objects';
export * from './load-plan';
export { rivalry, unrivalled } from './ranks';
export * from './touched';
export { MEASURES, type LoadParameter, type LoadStep, type Measure } from './step';
