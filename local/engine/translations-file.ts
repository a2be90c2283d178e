import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { KeptTranslation, KeptTranslations } from '../../sql-bridge';
import { PROGRAM } from '../program';

/** More than all statements of the lake take together, some days' windows included. Characters. */
const MOST = 4_000_000;

/**
 * Translations in a file beside the compiled command line: those of statements that are the lake's own and name no value of
 * its data. What isn't whole, or can't be written, is translated again.
 */
export class TranslationsFile implements KeptTranslations {
  private kept: Map<string, KeptTranslation> | undefined;
  private isChanged = false;

  constructor(private readonly path: string) {}

  /** For the program that runs; undefined where sources run as they are. */
  static ofProgram(): TranslationsFile | undefined {
    return PROGRAM === undefined ? undefined : new TranslationsFile(`${PROGRAM}.translations`);
  }

  get(key: string): KeptTranslation | undefined {
    return this.all().get(key);
  }

  set(key: string, translation: KeptTranslation): void {
    this.all().set(key, translation);
    this.isChanged = true;
  }

  save(): void {
    if (!this.isChanged) return;
    this.isChanged = false;
    const text = JSON.stringify([...this.all()]);
    if (text.length > MOST) return this.begin();
    const mine = `${this.path}.${process.pid}`;
    try {
      writeFileSync(mine, `${digestOf(text)}\n${text}`);
      renameSync(mine, this.path);
    } catch {
      // A directory that may not be written to, or a full disk.
    }
  }

  private all(): Map<string, KeptTranslation> {
    return (this.kept ??= read(this.path));
  }

  /** Anew with what comes: days go by, and what they asked for isn't asked again. */
  private begin(): void {
    this.kept = new Map();
  }
}

function read(path: string): Map<string, KeptTranslation> {
  try {
    const [digest, text = ''] = readFileSync(path, 'utf8').split('\n', 2);
    if (digest !== digestOf(text)) return new Map();
    return new Map(JSON.parse(text) as [string, KeptTranslation][]);
  } catch {
    return new Map();
  }
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
