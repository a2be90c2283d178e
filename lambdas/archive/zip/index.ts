export * from './directory';
export * from './entry-table';
export * from './errors';
export * from './extract';
export * from './plan';
export * from './range-reader';
