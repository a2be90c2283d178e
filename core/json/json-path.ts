import type { JsonPlace } from './text-fault';

/** A place as JSONPath. Names that aren't known may hold anything, so they are shown as `*`. @param root @default '$' */
export function jsonPath(place: JsonPlace, isKnown: (name: string) => boolean, root = '$'): string {
  return place.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : `${path}.${isKnown(step) ? step : '*'}`),
    root,
  );
}
