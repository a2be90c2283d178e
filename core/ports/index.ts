export * from './clock';
export * from './document-reader';
export * from './ledger';
export * from './object-store';
export * from './sql-engine';
export * from './stream';
