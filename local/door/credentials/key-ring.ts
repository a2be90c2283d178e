import { statSync } from 'node:fs';
import { newKey, type PersonaKey } from './persona-key';
import { profileFiles, readKeys, writeKeys } from './profiles';

/** The keys of a lake's personas. What another process renews holds here from the next request on. */
export class KeyRing {
  private keys: readonly PersonaKey[] = [];
  private seen = '';

  private constructor(
    private readonly directory: string,
    private readonly personas: readonly string[],
  ) {}

  /** Opens the lake's keys and makes those that aren't there; keys of personas that are no more go. */
  static async open(directory: string, personas: readonly string[]): Promise<KeyRing> {
    const ring = new KeyRing(directory, personas);
    const known = await readKeys(directory);
    const keys = personas.map((persona) => known.find((key) => key.persona === persona) ?? newKey(persona));
    if (keys.some((key) => !known.includes(key)) || keys.length !== known.length)
      await writeKeys(directory, keys);
    await ring.refresh();
    return ring;
  }

  async all(): Promise<readonly PersonaKey[]> {
    await this.refresh();
    return this.keys;
  }

  async byId(accessKeyId: string): Promise<PersonaKey | undefined> {
    return (await this.all()).find((key) => key.accessKeyId === accessKeyId);
  }

  /** Gives personas new keys; the old ones are worth nothing from then on. */
  async renew(personas: readonly string[]): Promise<void> {
    const keys = await this.all();
    await writeKeys(
      this.directory,
      keys.map((key) => (personas.includes(key.persona) ? newKey(key.persona) : key)),
    );
  }

  private async refresh(): Promise<void> {
    // Of every request: to ask another thread would take longer.
    const { ino, mtimeMs, size } = statSync(profileFiles(this.directory).credentials);
    const seen = `${ino} ${mtimeMs} ${size}`;
    if (seen === this.seen) return;
    this.keys = (await readKeys(this.directory)).filter(({ persona }) => this.personas.includes(persona));
    this.seen = seen;
  }
}
