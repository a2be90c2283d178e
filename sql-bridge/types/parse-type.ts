import { Cursor } from '../syntax/cursor';
import { typeName } from '../syntax/type-name';
import { resolveType } from './resolve-type';
import type { Type } from './type';

/** A type from its text, such as `row(x bigint, y varchar)`. @throws SqlError */
export const parseType = (text: string): Type => resolveType(typeName(new Cursor(text)));
