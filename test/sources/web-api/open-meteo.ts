import type { Asked } from './misbehaving';

const HOUR_MS = 3_600_000;

/** An answer in Open-Meteo's format: a degree for each hour of the day, for the nearest place of a coarser grid. */
export function openMeteo({ url }: Asked): object {
  const parameter = (name: string): string => url.searchParams.get(name) ?? '';
  const [from, to] = ['start_hour', 'end_hour'].map((name) => Date.parse(`${parameter(name)}Z`));
  const times: string[] = [];
  for (let hour = from ?? 0; hour <= (to ?? -1); hour += HOUR_MS)
    times.push(new Date(hour).toISOString().slice(0, 16));
  return {
    latitude: Number(parameter('latitude')) + 0.02,
    longitude: Number(parameter('longitude')) - 0.03,
    generationtime_ms: 0.05,
    utc_offset_seconds: 0,
    timezone: 'GMT',
    hourly_units: { time: 'iso8601', temperature_2m: '°C', precipitation: 'mm', wind_speed_10m: 'km/h' },
    hourly: {
      time: times,
      temperature_2m: times.map((time) => Number(time.slice(11, 13))),
      precipitation: times.map(() => 0.1),
      wind_speed_10m: times.map(() => 12.3),
    },
  };
}
