import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { datasets } from '../../datasets';
import { LocalLake } from '../../local/lake';
import { lakeSources } from '../../local/sources/lake-sources';

/** Ports of the servers of a fleet. */
export interface FleetServers {
  readonly broker: string;
  readonly databasePort: number;
  readonly weather: string;
}

/** A lake with the sources that the project declares, by a clock that is set by hand. */
export class FleetLake {
  readonly lake: LocalLake;
  private now = new Date(0);

  constructor(root: string, { broker, databasePort, weather }: FleetServers) {
    this.lake = new LocalLake({
      root: join(mkdtempSync(join(root, 'fleet-')), 'lake'),
      datasets,
      defaultDataset: 'immunizations',
      clock: { now: () => this.now },
    });
    const { secrets, sourcesFile } = this.lake.layout;
    const settings = {
      fleet: { brokers: [broker], tls: false },
      performance: { host: '127.0.0.1', port: databasePort, database: 'postgres', tls: 'off' },
      weather: { url: weather },
    };
    writeFileSync(sourcesFile, JSON.stringify(settings));
    mkdirSync(secrets, { recursive: true });
    writeFileSync(join(secrets, 'performance.json'), '{"username":"postgres","password":"none is asked"}');
  }

  /** Whatever arrives from now on arrives at this time. */
  at(time: string): void {
    this.now = new Date(time);
  }

  /** Somebody has put a file of positions there an hour ago. */
  drop(name: string, content: string): void {
    const directory = join(this.lake.layout.root, 'drop', 'positions-files');
    mkdirSync(directory, { recursive: true });
    const before = new Date(this.now.getTime() - 3_600_000);
    writeFileSync(join(directory, name), content);
    utimesSync(join(directory, name), before, before);
  }

  /** Reads topics, also before they are there, until bronze has so many lines of a dataset with the text. */
  async told(dataset: string, text: string, lines = 1): Promise<void> {
    while ((await this.linesWith(dataset, text)) < lines) await (await lakeSources(this.lake)).pass('fleet');
  }

  /** @throws Error with what went wrong */
  private async pull(source: string): Promise<void> {
    const [pass] = await (await lakeSources(this.lake)).pass(source);
    if (!pass || pass.problems.length > 0) throw new Error(`${source}: ${JSON.stringify(pass)}`);
  }

  /** Everything that isn't told by topics, and the weather of what was. */
  async settle(): Promise<void> {
    await this.pull('performance');
    await this.pull('positions-files');
    await this.lake.transform();
    await this.pull('weather');
    await this.lake.transform();
  }

  private async linesWith(dataset: string, text: string): Promise<number> {
    let found = 0;
    for await (const { key } of this.lake.bronze.list(`${dataset}/`)) {
      const lines = String(await this.lake.bronze.get(key)).split('\n');
      found += lines.filter((line) => line.includes(text)).length;
    }
    return found;
  }
}

/** A weather that is easily told by heart, in Open-Meteo's format: as many degrees as hours, a quarter of a millimetre each. */
export async function plainWeather(): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '', 'http://127.0.0.1').searchParams;
    const number = (name: string): number => Number(asked.get(name));
    const hours: string[] = [];
    const end = Date.parse(`${asked.get('end_hour')}Z`);
    for (let hour = Date.parse(`${asked.get('start_hour')}Z`); hour <= end; hour += 3_600_000)
      hours.push(new Date(hour).toISOString().slice(0, 16));
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        latitude: number('latitude'),
        longitude: number('longitude'),
        utc_offset_seconds: 0,
        hourly_units: { time: 'iso8601', temperature_2m: '°C', precipitation: 'mm' },
        hourly: {
          time: hours,
          temperature_2m: hours.map((hour) => Number(hour.slice(11, 13))),
          precipitation: hours.map(() => 0.25),
        },
      }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/forecast`, server };
}
