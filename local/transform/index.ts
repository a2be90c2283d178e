export { isIdle, transform, type TransformDeps, type TransformOptions } from './transform';
export { forgetGold } from './upkeep';
