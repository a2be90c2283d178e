import { refused } from '../../errors';
import { JsonNumber, type Json } from '../json';
import { fail, figureOf, itemOf, PathFailure, TypedNumber, whole } from './item';
import { apply, keyValues, numeric, TAKES_ARRAYS } from './methods';
import { compute, negated } from './numbers';
import type { Path, Subscript } from './path';
import { holds } from './predicate';
import type { ReadPath } from './read';

/** Finds the values at a path; undefined for an error that ON ERROR decides about. */
export type SqlPath = (json: Json) => readonly Json[] | undefined;

/** Where a path is followed from: the item of the filter around it, and the last place of the array. */
interface Place {
  readonly item?: Json;
  readonly last?: number;
}

export function followed({ path, strict }: ReadPath, variables: ReadonlyMap<string, Json>): SqlPath {
  return (json) => {
    try {
      return new Follower(json, !strict, variables).follow(path, {});
    } catch (error) {
      if (error instanceof PathFailure) return undefined;
      throw error;
    }
  };
}

class Follower {
  /** Objects that `keyvalue()` has numbered. */
  private objects = 0;

  constructor(
    private readonly input: Json,
    private readonly lax: boolean,
    private readonly variables: ReadonlyMap<string, Json>,
  ) {}

  follow(path: Path, place: Place): readonly Json[] {
    switch (path.kind) {
      case 'input':
        return [this.input];
      case 'item':
        return place.item === undefined ? fail() : [place.item];
      case 'last':
        return [new TypedNumber(whole(BigInt(place.last!), 'integer'))];
      case 'literal':
        return [itemOf(path.value)];
      case 'variable':
        return [this.variables.get(path.name)!];
      case 'member':
        return this.unwrap(this.follow(path.base, place)).flatMap((item) => this.members(item, path.name));
      case 'descendants':
        return this.follow(path.base, place).flatMap((item) => descendants(item, path.name));
      case 'elements':
        return this.follow(path.base, place).flatMap((item) => this.elements(item, path.subscripts, place));
      case 'filter':
        return this.unwrap(this.follow(path.base, place)).filter((item) =>
          holds(
            path.predicate,
            (inner) => this.follow(inner, { ...place, item }),
            this.lax,
            (items) => this.unwrap(items),
          ),
        );
      case 'method': {
        const items = this.follow(path.base, place);
        const { name } = path;
        if (name === 'keyvalue') return this.unwrap(items).flatMap((item) => keyValues(item, this.objects++));
        return (TAKES_ARRAYS.includes(name) ? items : this.unwrap(items)).map((item) =>
          apply(name, item, this.lax),
        );
      }
      case 'sign':
        return this.unwrap(this.follow(path.base, place)).map((item) => {
          const figure = numeric(item);
          return new TypedNumber(path.negative ? negated(figure) : figure);
        });
      case 'arithmetic': {
        const [left, right] = [this.only(path.left, place), this.only(path.right, place)];
        return [new TypedNumber(compute(path.operator, numeric(left), numeric(right)))];
      }
    }
  }

  private unwrap(items: readonly Json[]): readonly Json[] {
    return this.lax
      ? items.flatMap((item) => (Array.isArray(item) ? (item as readonly Json[]) : [item]))
      : items;
  }

  private only(path: Path, place: Place): Json {
    const items = this.unwrap(this.follow(path, place));
    return items.length === 1 ? items[0]! : fail();
  }

  private members(item: Json, name: string | undefined): readonly Json[] {
    if (!(item instanceof Map)) return this.lax ? [] : fail();
    if (name === undefined) return [...item.values()] as Json[];
    const found = item.get(name) as Json | undefined;
    if (found === undefined) return this.lax ? [] : fail();
    return [found];
  }

  private elements(item: Json, subscripts: readonly Subscript[] | undefined, place: Place): readonly Json[] {
    if (!Array.isArray(item) && !this.lax) fail();
    const all = Array.isArray(item) ? (item as readonly Json[]) : [item];
    if (!subscripts) return all;
    if (all.length === 0) return this.lax ? [] : fail();
    const inside = { ...place, last: all.length - 1 };
    return subscripts.flatMap(({ from, to }) => {
      const first = this.index(from, inside);
      const end = to ? this.index(to, inside) : first;
      const isInside = first >= 0 && end < all.length && first <= end;
      if (!isInside && !this.lax) fail();
      return all.slice(Math.max(0, first), Math.max(0, end + 1));
    });
  }

  /** A subscript is one number, which isn't looked for inside of an array. */
  private index(path: Path, place: Place): number {
    const items = this.follow(path, place);
    const [item] = items;
    if (items.length !== 1 || !(item instanceof JsonNumber)) return fail();
    const figure = figureOf(item);
    if (figure.type === 'double' || figure.type === 'decimal')
      throw refused('a fraction as the place in an array of a JSON path', 'Use whole numbers.');
    return Number(figure.value);
  }
}

/** Of an object first its own, then those of what is in it. */
function descendants(item: Json, name: string): readonly Json[] {
  if (Array.isArray(item)) return (item as readonly Json[]).flatMap((each) => descendants(each, name));
  if (!(item instanceof Map)) return [];
  const own = item.get(name) as Json | undefined;
  const inner = ([...item.values()] as Json[]).flatMap((each) => descendants(each, name));
  return own === undefined ? inner : [own, ...inner];
}
