export { isIdle, SPARING, transform, type TransformDeps, type TransformOptions } from './transform';
