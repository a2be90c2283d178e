import { sources as declared } from '../../sources';
import { isSetUp, type DeclaredSource, type Source } from '../../core/sources';
import { UsageError } from '../commands/errors';
import type { LocalLake } from '../lake';
import { faceOf } from './faces';
import { LocalSecrets } from './local-secrets';
import type { SourceContext } from './local-source';
import { machineSources } from './machine-sources';
import { passSource, type PassOptions, type SourcePass } from './pass-source';

/** The sources of a lake on this machine. */
export class LakeSources {
  private readonly secrets: LocalSecrets;

  constructor(
    private readonly lake: LocalLake,
    readonly sources: readonly Source[],
  ) {
    this.secrets = new LocalSecrets(lake.layout.secrets);
  }

  /** Sources that are read from, rather than sent to. */
  get pulled(): readonly Source[] {
    return this.sources.filter((source) => faceOf(source.kind).pass !== undefined && isSetUp(source));
  }

  context(source: Source, signal = new AbortController().signal): SourceContext {
    return { source, lake: this.lake, secrets: this.secrets, signal };
  }

  /**
   * One pass over each source that is read from, side by side: what fails or hangs stops no other.
   *
   * @param name the only one to pass over. @default all
   * @throws UsageError when there is none of the name, or others send to it
   */
  async pass(name?: string, options?: PassOptions): Promise<SourcePass[]> {
    const chosen = name === undefined ? this.pulled : [this.named(name)];
    // All at once: a limit would let those that hang keep others waiting.
    const passed = await Promise.all(chosen.map((source) => this.passOver(source, options)));
    return passed.flat();
  }

  /** Fills an empty lake. @returns with what, in words */
  async fill(): Promise<string[]> {
    const filled: string[] = [];
    for (const source of this.sources) {
      const what = await faceOf(source.kind).fill?.(this.context(source));
      if (what !== undefined) filled.push(what);
    }
    return filled;
  }

  private async passOver(source: Source, options?: PassOptions): Promise<SourcePass[]> {
    const face = faceOf(source.kind);
    const pass = face.pass?.bind(face);
    return pass ? [await passSource(this.context(source), pass, options)] : [];
  }

  private named(name: string): Source {
    const source = this.sources.find((candidate) => candidate.name === name);
    const pulled = this.pulled.map((each) => each.name).join(', ') || 'none';
    if (!source) throw new UsageError(`No source "${name}" to pull from; there are ${pulled}`);
    if (!isSetUp(source))
      throw new UsageError(
        `The source "${name}" is not set up: say in ${this.lake.layout.sourcesFile} what it reads from. There are ${pulled}`,
      );
    if (!this.pulled.includes(source))
      throw new UsageError(`Nothing is pulled from "${name}": others send to it. There are ${pulled}`);
    return source;
  }
}

/** @throws UsageError when a setting of this machine is wrong */
export async function lakeSources(
  lake: LocalLake,
  list: readonly DeclaredSource[] = declared,
): Promise<LakeSources> {
  return new LakeSources(lake, await machineSources(list, lake.layout.sourcesFile));
}
