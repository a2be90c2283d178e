/** A way there and back, again and again. */
export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly mode: 'aerial' | 'maritime' | 'terrestrial';
  readonly model: string;
  readonly homeBase: string;
  readonly capacityKg: number;
  readonly maxSpeedKmh: number;
  /** While it is under way. Kilometres per hour. */
  readonly cruiseKmh: number;
  /** At either end. Hours. */
  readonly restHours: number;
  /** Degrees north and east; east goes on beyond 180 where the way crosses the antimeridian. */
  readonly from: Place;
  readonly to: Place;
  /** Whether it tells how fast it is. */
  readonly tellsSpeed: boolean;
}

type Place = readonly [latitude: number, longitude: number];

export interface Report {
  readonly unit_id: string;
  readonly mode: string;
  /** ISO 8601 UTC. */
  readonly reported_at: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly speed_kmh?: number;
  readonly heading_deg?: number;
}

const ship = {
  mode: 'maritime',
  model: 'Feeder 1000',
  capacityKg: 12e6,
  maxSpeedKmh: 45,
  restHours: 8,
  tellsSpeed: true,
} as const;
const aircraft = {
  mode: 'aerial',
  model: 'F-7 freighter',
  capacityKg: 52e3,
  maxSpeedKmh: 920,
  restHours: 2,
  tellsSpeed: true,
} as const;
const truck = {
  mode: 'terrestrial',
  model: 'Haul 40',
  capacityKg: 24e3,
  maxSpeedKmh: 110,
  restHours: 3,
  tellsSpeed: true,
} as const;

export const FLEET: readonly Unit[] = [
  {
    ...ship,
    id: 'M-001',
    name: 'Southern Star',
    homeBase: 'Auckland',
    cruiseKmh: 33,
    from: [-18.1, 178.4],
    to: [-13.8, 188.2],
  },
  {
    ...ship,
    id: 'M-002',
    name: 'Tagus',
    homeBase: 'Rotterdam',
    cruiseKmh: 30,
    from: [51.9, 4.1],
    to: [48.6, -5.6],
  },
  {
    ...ship,
    id: 'M-003',
    name: 'Humboldt',
    homeBase: 'Valparaíso',
    cruiseKmh: 28,
    from: [-33, -71.7],
    to: [-12, -77.2],
  },
  {
    ...aircraft,
    id: 'A-001',
    name: 'Lark',
    homeBase: 'Frankfurt',
    cruiseKmh: 780,
    from: [50, 8.6],
    to: [38.8, -9.1],
  },
  {
    ...aircraft,
    id: 'A-002',
    name: 'Petrel',
    homeBase: 'Nadi',
    cruiseKmh: 810,
    from: [-17.8, 177.4],
    to: [-13.8, 188],
  },
  {
    ...truck,
    id: 'T-001',
    name: 'Meseta',
    homeBase: 'Madrid',
    cruiseKmh: 82,
    from: [40.4, -3.7],
    to: [48.8, 2.4],
  },
  {
    ...truck,
    id: 'T-002',
    name: 'Dutra',
    homeBase: 'São Paulo',
    cruiseKmh: 75,
    from: [-23.5, -46.6],
    to: [-22.9, -43.3],
  },
  {
    ...truck,
    id: 'T-003',
    name: 'Hume',
    homeBase: 'Sydney',
    cruiseKmh: 86,
    from: [-33.9, 151],
    to: [-37.8, 145],
  },
  {
    ...truck,
    id: 'T-004',
    name: 'Platte',
    homeBase: 'Chicago',
    cruiseKmh: 88,
    from: [41.9, -87.7],
    to: [39.7, -105],
    tellsSpeed: false,
  },
];

const HOUR_MS = 3_600_000;
const EARTH_KM = 6371.0088;

/** What a unit tells at a moment. */
export function reportOf(unit: Unit, at: Date): Report {
  const { from, to, cruiseKmh, restHours } = unit;
  const wayHours = distanceKm(from, to) / cruiseKmh;
  const round = 2 * (wayHours + restHours);
  const hours = (at.getTime() / HOUR_MS + 5 * Number(unit.id.slice(-1))) % round;
  const isBack = hours >= wayHours + restHours;
  const way = Math.min(1, (isBack ? hours - wayHours - restHours : hours) / wayHours);
  const part = isBack ? 1 - way : way;
  const [latitude, longitude] = [0, 1].map(
    (axis) => (from[axis] ?? 0) + ((to[axis] ?? 0) - (from[axis] ?? 0)) * part,
  ) as [number, number];
  const isMoving = way < 1;
  return {
    unit_id: unit.id,
    mode: unit.mode,
    reported_at: at.toISOString(),
    latitude: rounded(latitude),
    longitude: rounded(longitude > 180 ? longitude - 360 : longitude),
    ...(unit.tellsSpeed && { speed_kmh: isMoving ? cruiseKmh : 0 }),
    ...(isMoving && { heading_deg: heading(isBack ? to : from, isBack ? from : to) }),
  };
}

/** Every quarter of an hour, each unit at a minute of its own. */
export function reportsBetween(start: Date, end: Date): Report[] {
  const quarter = HOUR_MS / 4;
  const reports: Report[] = [];
  for (let at = Math.ceil(start.getTime() / quarter) * quarter; at < end.getTime(); at += quarter)
    for (const [index, unit] of FLEET.entries()) {
      const moment = at + index * 61_000;
      if (moment < end.getTime()) reports.push(reportOf(unit, new Date(moment)));
    }
  return reports;
}

function distanceKm(a: Place, b: Place): number {
  const [north, east] = [radians(b[0] - a[0]), radians(b[1] - a[1])];
  const chord =
    Math.sin(north / 2) ** 2 + Math.cos(radians(a[0])) * Math.cos(radians(b[0])) * Math.sin(east / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(chord));
}

function heading(from: Place, to: Place): number {
  const east = radians(to[1] - from[1]);
  const [a, b] = [radians(from[0]), radians(to[0])];
  const x = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(east);
  const degrees = (Math.atan2(Math.sin(east) * Math.cos(b), x) * 180) / Math.PI;
  return Math.round((degrees + 360) % 360);
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
