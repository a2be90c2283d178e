export * from './chart';
export * from './saved-query';
