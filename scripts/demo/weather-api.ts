import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const HOUR_MS = 3_600_000;

export interface WeatherApi {
  readonly url: string;
  /** Questions so far. */
  readonly asked: () => number;
  stop(): Promise<void>;
}

/** A web API on loopback that answers in Open-Meteo's format, with a weather of its own making. */
export async function startWeatherApi(): Promise<WeatherApi> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    const parameters = new URL(request.url ?? '', 'http://127.0.0.1').searchParams;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(weatherOf(parameters)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/forecast`,
    asked: () => asked,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** @see https://open-meteo.com/en/docs */
function weatherOf(parameters: URLSearchParams): object {
  const number = (name: string): number => Number(parameters.get(name));
  // A model has a grid of its own: an eighth of a degree.
  const [latitude, longitude] = ['latitude', 'longitude'].map(
    (name) => Math.round(number(name) * 8) / 8 + 0.03,
  );
  const hours: Date[] = [];
  const [from, to] = ['start_hour', 'end_hour'].map((name) => Date.parse(`${parameters.get(name)}Z`));
  for (let hour = from ?? 0; hour <= (to ?? -1); hour += HOUR_MS) hours.push(new Date(hour));
  const sun = (hour: Date): number =>
    Math.cos(((hour.getUTCHours() - 14) / 12 + (longitude ?? 0) / 180) * Math.PI);
  const wave = (hour: Date): number =>
    Math.sin((latitude ?? 0) / 7 + (longitude ?? 0) / 11 + hour.getTime() / (31 * HOUR_MS));
  const each = (value: (hour: Date) => number): number[] =>
    hours.map((hour) => Math.round(value(hour) * 10) / 10);
  return {
    latitude,
    longitude,
    utc_offset_seconds: 0,
    timezone: 'GMT',
    hourly_units: {
      time: 'iso8601',
      temperature_2m: '°C',
      relative_humidity_2m: '%',
      precipitation: 'mm',
      wind_speed_10m: 'km/h',
      surface_pressure: 'hPa',
    },
    hourly: {
      time: hours.map((hour) => hour.toISOString().slice(0, 16)),
      temperature_2m: each((hour) => 30 - Math.abs(latitude ?? 0) * 0.5 + 4 * sun(hour) + 2 * wave(hour)),
      relative_humidity_2m: each((hour) => 65 - 15 * sun(hour)),
      precipitation: each((hour) => Math.max(0, 3 * wave(hour) - 1.5)),
      wind_speed_10m: each((hour) => 15 + 10 * wave(hour)),
      surface_pressure: each((hour) => 1013 - 8 * wave(hour)),
    },
  };
}
