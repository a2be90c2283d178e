export * from './column';
export * from './dataset';
export * from './errors';
export * from './evolution';
export * from './load';
export * from './model';
export * from './sensitivity';
export * from './types';
