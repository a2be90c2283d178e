import type { Env } from '../analysis/env';
import type { Typed } from '../analysis/typed';
import { refused } from '../errors';
import type { Call } from '../syntax/ast';
import type { Type } from '../types/type';
import { arrayFunctions } from './arrays';
import { binaryFunctions } from './binary';
import { jsonFunctions } from './json';
import { mapFunctions } from './maps';
import { mathFunctions } from './math';
import { regexpFunctions } from './regexp';
import { textFunctions } from './text';
import { timeFunctions } from './time';
import { urlFunctions } from './url';

/** A call whose types are settled and whose arguments have them. */
export interface BoundCall {
  readonly env: Env;
  readonly node: Call;
  readonly name: string;
  readonly args: readonly Typed[];
  /** The arguments as they are given, with their own types. */
  readonly given: readonly Typed[];
  readonly parameters: readonly Type[];
  readonly result: Type;
  /** The lambda at a place with these values, as DuckDB SQL. */
  readonly lambda: (place: number, ...values: readonly string[]) => string;
}

/** How a function becomes DuckDB SQL; a type of its own where the signature says too little. */
export type Implementation = (call: BoundCall) => string | Typed;
export type FunctionTable = Readonly<Record<string, Implementation>>;

const functions: FunctionTable = {
  ...mathFunctions,
  ...textFunctions,
  ...regexpFunctions,
  ...arrayFunctions,
  ...mapFunctions,
  ...jsonFunctions,
  ...timeFunctions,
  ...binaryFunctions,
  ...urlFunctions,
};

/** @throws SqlTranslationError for a function of Trino that isn't bridged */
export function implementationOf(name: string): Implementation {
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!found) throw refused(`the function \`${name}\``);
  return found;
}
