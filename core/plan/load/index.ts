export * from './load-plan';
export { BRONZE_OBJECT, stagingSelect } from './staging-sql';
export { MEASURES, TERMS, type LoadParameter, type LoadStep, type Measure, type Term } from './step';
