export { SqlTranslationError } from './errors';
export { loadParser } from './parser';
export { installPrelude, Prelude } from './prelude';
export { translate } from './translate';
