import { FLEET, reportOf, reportsBetween, type Report } from '../../scripts/demo/fleet';
import fc from '../support/properties';

const moment = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2030-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const unit = fc.constantFrom(...FLEET);

/** Degrees of east between two reports, the short way. */
const east = (a: Report, b: Report): number => Math.abs(((b.longitude - a.longitude + 540) % 360) - 180);

test('a unit is on Earth at every moment, and never faster than its kind', () => {
  fc.assert(
    fc.property(unit, moment, (each, at) => {
      const now = reportOf(each, at);
      const later = reportOf(each, new Date(at.getTime() + 60_000));
      expect(Math.abs(now.latitude)).toBeLessThanOrEqual(90);
      expect(Math.abs(now.longitude)).toBeLessThanOrEqual(180);
      const north = Math.abs(later.latitude - now.latitude);
      const degrees = Math.hypot(north, east(now, later) * Math.cos((now.latitude * Math.PI) / 180));
      // A degree of a great circle has 111.2 km; a way straight on a map is longer in places.
      expect(degrees * 111.2 * 60).toBeLessThan(each.maxSpeedKmh * 1.3);
      expect(now.speed_kmh ?? 0).toBeLessThanOrEqual(each.maxSpeedKmh);
    }),
  );
});

test('some of them cross the antimeridian, and each tells once in every quarter of an hour', () => {
  const [start, end] = [new Date('2026-11-20T00:00:00Z'), new Date('2026-11-24T00:00:00Z')];
  const reports = reportsBetween(start, end);
  expect(reports.length).toBe(FLEET.length * 4 * 24 * 4);
  expect(new Set(reports.map(({ unit_id, reported_at }) => `${unit_id} ${reported_at}`)).size).toBe(
    reports.length,
  );
  const sides = (id: string): unknown =>
    new Set(reports.filter(({ unit_id }) => unit_id === id).map(({ longitude }) => Math.sign(longitude)));
  expect(sides('A-002')).toEqual(new Set([1, -1]));
  expect(sides('M-001')).toEqual(new Set([1, -1]));
});
