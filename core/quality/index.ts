export * from './dqdl';
export * from './file-counts';
export * from './quality-sql';
export * from './rules';
