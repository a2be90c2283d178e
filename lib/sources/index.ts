export * from './documents/document-source';
export * from './source';
export * from './intake/stream-source';
