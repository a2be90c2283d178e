export { isCounting } from './figures';
export { figuresSql, publishUnit, type PublicationDeps } from './publication';
export { goldWork, modelsOf, publicationUnits, type GoldWork, type PublicationUnit } from './units';
