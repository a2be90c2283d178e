export * from './saved-query';
