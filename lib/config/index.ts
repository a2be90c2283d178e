export * from './errors';
export * from './everything';
export * from './load';
export * from './schema';
