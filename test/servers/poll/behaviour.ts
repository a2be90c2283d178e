import { temporaryDirectory } from '../../support/temporary-directory';
import type { DatabaseServer } from '../../support/databases';
import { BreakingWire, PollSetup } from './setup';

interface Engine {
  readonly engine: 'postgresql' | 'mysql';
  readonly start: () => Promise<DatabaseServer>;
  /** Type of a time with microseconds. */
  readonly time: string;
  /** Takes the time of the database. */
  readonly now: string;
  /** What holds for it alone. */
  readonly also: (server: () => DatabaseServer) => void;
}

let tables = 0;

/** What polling a table does, whatever the database. */
export function pollsA(name: string, { engine, start, time, now, also }: Engine): void {
  const directory = temporaryDirectory();
  let server: DatabaseServer;
  let setup: PollSetup;
  let table: string;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    table = `things_${(tables += 1)}`;
    await server.run(
      `CREATE TABLE ${table} (id bigint PRIMARY KEY, note varchar(40), changed ${time} NULL);
       GRANT SELECT ON ${table} TO lake`,
    );
    setup = new PollSetup(directory(), server, engine, table);
  });

  const insert = (values: readonly (readonly [id: number, changed: string | null])[]): Promise<void> =>
    server.run(
      `INSERT INTO ${table} (id, changed) VALUES ${values
        .map(([id, changed]) => `(${id}, ${changed === null ? 'NULL' : `'${changed}'`})`)
        .join(', ')}`,
    );
  const at = (second: number): string => `2026-11-20 08:00:${String(second).padStart(2, '0')}.123456`;
  const landed = async (): Promise<number[]> => (await setup.landed()).map(({ id }) => id);

  describe(name, () => {
    also(() => server);

    it('reads every row once, page by page, those of one moment and those without a time among them', async () => {
      await insert([
        ...[1, 2, 3, 4, 5, 6, 7].map((id) => [id, at(1)] as const),
        [8, at(0)],
        ...[9, 10, 11, 12].map((id) => [id, null] as const),
      ]);
      expect(await setup.pass()).toMatchObject({ taken: 12, problems: [] });
      expect((await landed()).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      expect(await setup.pass()).toMatchObject({ taken: 0, problems: [] });
    });

    it('reads what was committed late, and what has changed, and not what is the same', async () => {
      await insert([
        [1, at(10)],
        [2, at(20)],
      ]);
      expect(await setup.pass()).toMatchObject({ taken: 2 });
      await insert([[3, at(15)]]);
      await server.run(`UPDATE ${table} SET note = 'x', changed = '${at(30)}' WHERE id = 1`);
      expect(await setup.pass()).toMatchObject({ taken: 2, problems: [] });
      expect(await landed()).toEqual([1, 2, 3, 1]);
      // Later than the overlap allows for.
      await insert([[4, '2026-11-20 07:49:59']]);
      expect(await setup.pass()).toMatchObject({ taken: 0 });
    });

    it('isn’t led past now by a row of the future', async () => {
      await insert([[1, '2037-01-01 00:00:00']]);
      await setup.pass();
      await server.run(`INSERT INTO ${table} (id, changed) VALUES (2, ${now})`);
      expect(await setup.pass()).toMatchObject({ taken: 1 });
      expect(await landed()).toEqual([1, 2]);
    });

    it('stays where it was when bronze can’t be written', async () => {
      await insert([[1, at(1)]]);
      const put = jest.spyOn(setup.bronze, 'putIfAbsent').mockRejectedValue(new Error('CANARY'));
      expect((await setup.pass()).problems).toEqual(['Error']);
      put.mockRestore();
      expect(await setup.pass()).toMatchObject({ taken: 1 });
    });

    it('reads the whole of a table that has no such column', async () => {
      await insert([1, 2, 3, 4].map((id) => [id, at(id)] as const));
      expect(await setup.pass({ changed: undefined })).toMatchObject({ taken: 4 });
      await server.run(`UPDATE ${table} SET note = 'x' WHERE id = 3`);
      expect(await setup.pass({ changed: undefined })).toMatchObject({ taken: 1 });
    });

    it('counts by a number, past what a float can hold', async () => {
      await server.run(`ALTER TABLE ${table} ADD COLUMN version bigint`);
      const first = 9_007_199_254_740_992n;
      const values = [0n, 1n, 2n, 3n].map((step) => `(${step}, ${first + step})`);
      await server.run(`INSERT INTO ${table} (id, version) VALUES ${values.join(', ')}`);
      const settings = { changed: 'version', overlap: 0, batch: 1 };
      expect(await setup.pass(settings)).toMatchObject({ taken: 4, cursor: `up to ${first + 3n}` });
      expect((await setup.lines()).join('\n')).toContain(`"version":${first + 3n}`);
    });

    describe('a connection', () => {
      let wire: BreakingWire;
      let port: number;
      beforeEach(async () => {
        wire = new BreakingWire();
        port = await wire.start(server.port);
      });
      afterEach(() => wire.stop());

      it('that breaks between pages is made anew, and no row is lost or read twice', async () => {
        const count = 60;
        await insert(Array.from({ length: count }, (_, id) => [id, at(id % 7)] as const));
        wire.breakAfter = 4_000;
        expect(await setup.pass({ port })).toMatchObject({ taken: count, problems: [] });
        expect(wire.connections).toBe(2);
        expect(new Set(await landed()).size).toBe(count);
      });

      it('that hangs is given up', async () => {
        wire.isDead = true;
        const started = performance.now();
        const { problems } = await setup.pass({ port, tries: 1, timeoutSeconds: 0.2 });
        expect(problems).toHaveLength(1);
        expect(performance.now() - started).toBeLessThan(30_000);
      });
    });

    describe('rows that are gone', () => {
      const weekly = { compare: 'cron(0 3 ? * SUN *)' };
      const known = (...ids: number[]): void => {
        setup.silver = ids.map((id) => ({ row_id: String(id) }));
      };
      beforeEach(async () => {
        await insert([1, 2, 3, 4, 5].map((id) => [id, at(id)] as const));
        await setup.pass(weekly);
        known(1, 2, 3, 4, 5);
        await server.run(`DELETE FROM ${table} WHERE id IN (2, 5)`);
      });

      it('are found when it is time to compare keys, and become deletions', async () => {
        expect(await setup.pass(weekly)).toMatchObject({ taken: 0 });
        setup.now = new Date('2026-11-22T03:00:00Z');
        expect(await setup.pass(weekly)).toMatchObject({ taken: 2, line: '0 rows, 2 deleted' });
        const deletions = (await setup.lines()).filter((line) =>
          line.includes('"type":"org.headwater.rows.deleted"'),
        );
        expect(deletions.map((line) => (JSON.parse(line) as { data: unknown }).data)).toEqual([
          { id: '2' },
          { id: '5' },
        ]);
        expect(await setup.pass(weekly)).toMatchObject({ taken: 0 });
      });

      it('are not deleted when there are too many of them', async () => {
        setup.now = new Date('2026-11-22T03:00:00Z');
        known(...Array.from({ length: 40 }, (_, id) => id));
        expect((await setup.pass(weekly)).problems).toEqual([
          expect.stringContaining('37 of 40 rows that the lake knows are gone'),
        ]);
        expect(await setup.pass({ ...weekly, mostDeleted: 1 })).toMatchObject({ taken: 37 });
      });

      it('are left when the database can’t say what is there', async () => {
        setup.now = new Date('2026-11-22T03:00:00Z');
        setup.secret = { username: 'lake', password: 'wrong' };
        expect((await setup.pass(weekly)).problems).toHaveLength(1);
        expect((await setup.lines()).join()).not.toContain('deleted');
      });
    });

    it.each<[string, object, Record<string, string>, RegExp]>([
      [
        'a wrong password',
        {},
        { username: 'lake', password: 'CANARY' },
        /refuses \(.*check username and password/,
      ],
      ['no password', {}, { username: 'lake' }, /has username; expected "password"/],
      ['no such table', { table: ['nothing'] }, {}, /There is no table nothing/],
      ['no such column', { changed: 'nothing' }, {}, /has no column nothing; it has id, note, changed/],
      ['no such server', { port: 1, tries: 1 }, {}, /broke off \(ECONNREFUSED\)/],
    ])('%s is told without a secret', async (_what, settings, secret, told) => {
      if (secret.username !== undefined) setup.secret = secret;
      const report = await setup.pass(settings);
      expect(report.problems).toEqual([expect.stringMatching(told)]);
      expect(JSON.stringify(report)).not.toContain('CANARY');
    });
  });
}
