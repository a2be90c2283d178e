export { isIdle, SPARING_MB, transform, type TransformDeps, type TransformOptions } from './transform';
export { forgetGold } from './upkeep';
