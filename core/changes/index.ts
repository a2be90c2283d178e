export * from './change';
export * from './change-reader';
export * from './errors';
export * from './exact-json';
export * from './field-type';
export * from './message';
