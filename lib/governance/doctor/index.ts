export * from './diagnose';
export * from './diagnosis';
export * from './expectation';
export * from './observation';
export * from './read-account';
