import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cloudEvent } from '../../core/bronze';
import type { Dataset } from '../../core/contracts';
import { systemClock } from '../../core/ports';
import { datasets } from '../../datasets';
import { sensorReadings } from '../../datasets/sensor_readings/contract';
import { LocalLake } from '../../local/lake';
import type { Trino } from '../trino/trino';
import { DeployedLake, type Outcome } from './deployed-lake';
import { dice } from './dice';
import { generatedLine } from './generated-events';
import { compareTables, type Difference } from './same-rows';
import { evolvedStrategies, strategies } from './strategies';

const SAMPLE = join(__dirname, '..', '..', 'datasets', 'immunizations', 'sample', 'immunizations.ndjson');
/** Events of every dataset in a step. */
const EVENTS = 150;
const DAY = '2026/01/20';
const START = new Date('2026-01-20T00:00:00Z');
const WINDOW = { from: DAY, to: DAY };

interface Timed {
  /** Seconds that the deployed lake took. */
  readonly took: number;
  readonly outcome: Outcome;
}

/** What a step of the story came to. */
export interface StepReport extends Timed {
  readonly name: string;
  /** Rows compared. */
  readonly rows: number;
  readonly differences: readonly Difference[];
}

/** A lake that is told of, and what it becomes. */
export interface Story {
  readonly name: string;
  readonly deployed: readonly Dataset[];
  /** The same lake after contracts have changed. @default it isn't deployed again */
  readonly redeployed?: readonly Dataset[];
  /** One of the deployed datasets, which asks for minutes: its run comes by itself and beside the hourly one. @default none */
  readonly inMinutes?: Dataset;
  /** Whether everything is there before one load. @default two loads */
  readonly atOnce?: boolean;
}

/** Datasets that a configuration of prod names. */
const named = datasets.filter(({ name }) => ['immunizations', 'vaccines'].includes(name));

/** Fed by the API of prod, with gold that follows by itself. */
const promptReadings: Dataset = { ...sensorReadings, freshWithinMinutes: 15 };

/** Three lakes: one with a dataset that asks for minutes, one of strategies, deployed again with changed contracts, and one of the datasets. */
export const STORIES: readonly Story[] = [
  { name: 'minutes', deployed: [...named, promptReadings], inMinutes: promptReadings },
  {
    name: 'strategies',
    deployed: [...named, ...strategies],
    redeployed: [...named, ...evolvedStrategies],
  },
  { name: 'datasets', deployed: datasets },
];

/** What the gate has the time for: every statement of the datasets, over lines of every kind. */
export const GATE_STORIES: readonly Story[] = [{ name: 'datasets', deployed: datasets, atOnce: true }];

/** Tells the deployed lake and this machine's one story and compares their tables after every part of it. */
export class Scenario {
  private deployed!: DeployedLake;
  private lake!: LocalLake;
  private objects = 0;
  private landed = 0;
  private readonly roll = dice(20_260_120);

  constructor(
    private readonly trino: Trino,
    /** The lake's directory, that Trino has as `local:///`. */
    private readonly root: string,
    private readonly story: Story,
  ) {}

  async *steps(): AsyncGenerator<StepReport> {
    const { name, deployed, redeployed, inMinutes, atOnce } = this.story;
    await this.deploy(deployed);
    await this.landGenerated();
    await this.landImmunizations((await readFile(SAMPLE, 'utf8')).split('\n').filter(Boolean));
    if (!atOnce) yield await this.load(`${name}: first load`);
    await this.landForeign();
    await this.landGenerated();
    await this.landImmunizations(Array.from({ length: 106 }, (_, year) => ofYear(1901 + year)));
    if (inMinutes) {
      yield* this.minutes(name, inMinutes);
      return;
    }
    yield await this.load(`${name}: bad lines, deletions, late and repeated records, 106 years`);
    if (!redeployed) return;
    yield await this.compare(
      `${name}: files compacted, snapshots ended`,
      await timed(this.deployed.maintain()),
    );
    yield await this.load(`${name}: the same again`);
    await this.deploy(redeployed);
    await this.landGenerated();
    yield await this.load(`${name}: a second deployment, its contracts changed`);
  }

  /**
   * The run of a dataset that asks for minutes, by itself and beside the hourly one: both write quarantine, audit and the
   * list of objects. What was loaded by which of them differs from here; what there is doesn't.
   */
  private async *minutes(name: string, dataset: Dataset): AsyncGenerator<StepReport> {
    this.deployed.isBeside = true;
    const alone = await timed(this.deployed.minutes(dataset));
    await this.landGenerated();
    await this.landForeign();
    const [beside, hourly] = await Promise.all([
      timed(this.deployed.minutes(dataset)),
      timed(this.deployed.run(WINDOW)),
    ]);
    await this.lake.transform({ window: WINDOW });
    const compared = await compareTables(this.lake, this.trino, ['load_audit']);
    for (const [what, run] of Object.entries({
      alone,
      'beside the hourly run': beside,
      'the hourly run': hourly,
    }))
      yield { name: `${name}: ${what}`, ...run, ...compared };
  }

  private async deploy(all: readonly Dataset[]): Promise<void> {
    this.lake = new LocalLake({
      root: this.root,
      datasets: all,
      defaultDataset: 'immunizations',
      smallCellThreshold: 11,
      clock: systemClock,
    });
    this.deployed = await DeployedLake.deploy(this.trino, this.lake, join(this.root, 'deployed'));
  }

  /** One run on each side. */
  private async load(name: string): Promise<StepReport> {
    const run = await timed(this.deployed.run(WINDOW));
    await this.lake.transform({ window: WINDOW });
    return this.compare(name, run);
  }

  private async compare(name: string, run: Timed): Promise<StepReport> {
    return { name, ...run, ...(await compareTables(this.lake, this.trino)) };
  }

  private async landGenerated(): Promise<void> {
    for (const dataset of this.lake.datasets) {
      const lines = Array.from({ length: EVENTS }, () =>
        generatedLine(dataset, ++this.landed, START, this.roll),
      );
      await this.land(dataset.bronze, lines.join(''));
    }
  }

  private async landImmunizations(records: readonly string[]): Promise<void> {
    const dataset = datasets.find(({ name }) => name === 'immunizations')!;
    const lines = records.map((record) => {
      const nth = ++this.landed;
      const time = new Date(START.getTime() + nth * 1000);
      const event = cloudEvent(dataset, { id: `record-${nth}`, source: '/made', time }, record);
      return `{"recordedtime":"${time.toISOString()}","sequence":"${String(nth).padStart(56, '0')}-made",${event.slice(1)}\n`;
    });
    await this.land(dataset.bronze, lines.join(''));
  }

  /** Lines that no writer of the lake makes. */
  private async landForeign(): Promise<void> {
    const text = 'not json at all\n\n{"a":1}\n"text"\n[1]\nnull\n{"specversion":"1.0","data":{}}\n';
    const notText = Buffer.from([0x61, 0xff, 0xfe, 0x0a]);
    for (const dataset of this.lake.datasets)
      await this.land(dataset.bronze, Buffer.concat([Buffer.from(text), notText]));
  }

  private async land(bronze: string, body: string | Buffer): Promise<void> {
    await this.lake.bronze.putIfAbsent(
      `${bronze}/${DAY}/${String(this.objects++).padStart(6, '0')}.json`,
      body,
    );
  }
}

const ofYear = (year: number): string =>
  JSON.stringify({
    resourceType: 'Immunization',
    id: `of-${year}`,
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140' }] },
    patient: { reference: 'https://clinic.example.org/Patient/p' },
    occurrenceDateTime: `${year}-05-05`,
  });

async function timed(work: Promise<Outcome>): Promise<Timed> {
  const began = performance.now();
  const outcome = await work;
  return { took: (performance.now() - began) / 1000, outcome };
}
