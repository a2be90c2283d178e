export * from './check';
export { templatesOf } from './definitions';
export * from './evaluate';
export * from './finding';
export * from './matrix';
export * from './plan';
export { Simulator } from './simulate';
export type { TemplateJson } from './template';
