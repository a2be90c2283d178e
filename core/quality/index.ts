export * from './dqdl';
export * from './quality-sql';
export * from './rules';
