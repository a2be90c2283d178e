import type { FunctionTable } from '../bridge';
import { arrayFunctions, arrayMacros } from './arrays';
import { binaryFunctions, binaryMacros } from './binary';
import { conditionalFunctions } from './conditional';
import { jsonFunctions, jsonMacros } from './json';
import { mapFunctions, mapMacros } from './maps';
import { mathFunctions, mathMacros } from './math';
import { regexpFunctions, regexpMacros } from './regexp';
import { textFunctions, textMacros } from './text';
import { timeFunctions, timeMacros } from './time';
import { urlFunctions, urlMacros } from './url';

/** Every scalar function that is known to agree with Athena or is bridged; others are refused. */
export const scalarFunctions: FunctionTable = {
  ...arrayFunctions,
  ...binaryFunctions,
  ...conditionalFunctions,
  ...jsonFunctions,
  ...mapFunctions,
  ...mathFunctions,
  ...regexpFunctions,
  ...textFunctions,
  ...timeFunctions,
  ...urlFunctions,
};

/** Bodies of the DuckDB macros that the functions call: `name(parameters) AS expression`. */
export const functionMacros: readonly string[] = [
  ...arrayMacros,
  ...binaryMacros,
  ...jsonMacros,
  ...mapMacros,
  ...mathMacros,
  ...regexpMacros,
  ...textMacros,
  ...timeMacros,
  ...urlMacros,
];
