export * from './deviations';
export * from './instances';
export * from './record';
export type { Shape } from './shape';
