export * from './access-matrix';
export * from './answer';
export type * from './api';
export * from './charts';
export * from './document';
export * from './errors';
export type * from './port';
export * from './visibility';
