export * from './buckets-from-outputs';
export * from './errors';
export * from './examine';
export * from './examine-environment';
