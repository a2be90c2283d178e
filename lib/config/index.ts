export * from './document-servers';
export * from './errors';
export * from './load';
export * from './schema';
