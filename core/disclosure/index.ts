export { isCounting } from './figures';
export { figuresSql, publicationKey, publishUnit, type PublicationDeps } from './publication';
export { goldWork, modelsOf, publicationUnits, type GoldWork, type PublicationUnit } from './units';
