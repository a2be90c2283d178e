export * from '../../lambdas/documents/settings';
export * from './errors';
export * from './load';
export * from './schema';
