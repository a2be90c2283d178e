export * from './access';
export * from './governed-table';
export * from './grants';
export * from './lake-settings';
export * from './persona';
export * from './row-filter';
export * from './tags';
