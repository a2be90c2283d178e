export * from './change';
export * from './change-reader';
export * from './exact-json';
export * from './field-type';
export * from './message';
