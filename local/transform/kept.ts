import type { LakeLayout } from '../layout';
import { DirectoryObjectStore } from '../store/directory-object-store';

/** What a run keeps for the next, as JSON beside what gold has published: no persona reads it, and without it the next only takes longer. */
export class Kept<T> {
  private readonly store: DirectoryObjectStore;

  /** @param key path of the object below the lake's directory */
  constructor(
    { root }: Pick<LakeLayout, 'root'>,
    private readonly key: string,
  ) {
    this.store = new DirectoryObjectStore(root);
  }

  /** Undefined also when it can't be read. */
  async read(): Promise<T | undefined> {
    const text = await this.store.get(this.key);
    try {
      return text && (JSON.parse(text.toString('utf8')) as T);
    } catch {
      return undefined;
    }
  }

  async write(value: T): Promise<void> {
    await this.store.put(this.key, JSON.stringify(value), { contentType: 'application/json' });
  }
}
