export { isCounting, type CountingModel } from './figures';
export { figuresOfGroupsSql, groupColumns, groupOf } from './groups';
export { figuresSql, publicationKey, publishUnit, type PublicationDeps } from './publication';
export { goldWork, modelsOf, publicationUnits, type GoldWork, type PublicationUnit } from './units';
