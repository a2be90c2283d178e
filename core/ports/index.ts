export * from './clock';
export * from './cursor';
export * from './document-reader';
export * from './ledger';
export * from './object-store';
export * from './secrets';
export * from './sql-engine';
export * from './stream';
