import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { declareSource, resolveSources, type PassReport } from '../../core/sources';
import { datasets } from '../../datasets';
import { kafka } from '../../lambdas/kafka/kind';
import { LocalLake } from '../../local/lake';
import { LakeSources } from '../../local/sources/lake-sources';

/** A lake that reads topics of one cluster. */
export class TopicsLake {
  readonly lake: LocalLake;

  constructor(
    root: string,
    private readonly brokers: readonly string[],
    private readonly settings: object,
  ) {
    const directory = join(mkdtempSync(join(root, 'lake-')), 'lake');
    this.lake = new LocalLake({ root: directory, datasets, defaultDataset: 'immunizations' });
  }

  async pull(more: object = {}): Promise<PassReport> {
    const settings = { brokers: [...this.brokers], tls: false, ...this.settings, ...more };
    const { sources, problems } = resolveSources([declareSource(kafka, settings as never, 'fleet')]);
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    const [report] = await new LakeSources(this.lake, sources).pass();
    if (!report) throw new Error('expected a pass');
    return report;
  }

  /** Bronze lines of a dataset, in the order of their objects. */
  async bronze(dataset: string): Promise<{ readonly data: unknown; readonly type: string }[]> {
    const lines: string[] = [];
    for await (const { key } of this.lake.bronze.list(`${dataset}/`))
      lines.push(
        ...String(await this.lake.bronze.get(key))
          .trimEnd()
          .split('\n'),
      );
    return lines.map((line) => JSON.parse(line) as { data: unknown; type: string });
  }
}
