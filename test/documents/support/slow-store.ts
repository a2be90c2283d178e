import { setTimeout as sleep } from 'node:timers/promises';
import type { ObjectStore } from '../../../core/ports';

/** A store that takes its time over every object. */
export function slowly(store: ObjectStore, milliseconds: number): ObjectStore {
  return new Proxy(store, {
    get(target, name): unknown {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]): Promise<unknown> => {
        if (name === 'putIfAbsent') await sleep(milliseconds);
        return (value as (...args: unknown[]) => unknown).apply(target, args);
      };
    },
  });
}
