export * from './document-source';
export * from './source';
export * from './stream-source';
