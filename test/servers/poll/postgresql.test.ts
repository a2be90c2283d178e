import { Client } from 'pg';
import { startPostgreSql, type DatabaseServer } from '../../support/databases';
import { needs } from '../../support/needs';
import { temporaryDirectory } from '../../support/temporary-directory';
import { pollsA } from './behaviour';
import { PollSetup } from './setup';

needs('postgresql');

pollsA('PostgreSQL', {
  engine: 'postgresql',
  time: 'timestamptz',
  now: 'now()',
  start: startPostgreSql,
  also(server) {
    const directory = temporaryDirectory();
    const setup = (table: string): PollSetup => new PollSetup(directory(), server(), 'postgresql', table);
    const make = (database: DatabaseServer, table: string, columns: string): Promise<void> =>
      database.run(`CREATE TABLE ${table} (id bigint PRIMARY KEY, changed timestamptz DEFAULT now(), ${columns});
        GRANT SELECT ON ${table} TO lake`);

    it('values stay exact: digits, microseconds, bytes, arrays and JSON', async () => {
      await make(
        server(),
        'exact',
        'n numeric, t timestamptz, d date, i interval, b bytea, a int[], s text[], j json, f float8, o boolean',
      );
      await server()
        .run(`INSERT INTO exact VALUES (9223372036854775807, now(), 123456789012345678901234567890.0100,
        '2026-03-29 03:30:00.123456+02', '2024-02-29', '1 day 02:03', '\\x00ff41', '{1,NULL,3}', '{"a,b","\\"c"}',
        '{"k": 1.10,  "z": [1]}', 0.1, true)`);
      const polled = setup('exact');
      expect((await polled.pass()).problems).toEqual([]);
      const [line = ''] = await polled.lines();
      for (const part of [
        '"id":9223372036854775807',
        '"n":123456789012345678901234567890.0100',
        '"t":"2026-03-29T01:30:00.123456+00:00"',
        '"d":"2024-02-29"',
        '"i":"P1DT2H3M"',
        '"b":"\\\\x00ff41"',
        '"a":[1,null,3]',
        '"s":["a,b","\\"c"]',
        '"j":{"k": 1.10,  "z": [1]}',
        '"f":0.1',
        '"o":true',
      ])
        expect(line).toContain(part);
    });

    it('a row that is updated while its table is paged is read as it was, and as it is by the next pass', async () => {
      await make(server(), 'moving', 'note text');
      await server().run(
        `INSERT INTO moving SELECT n, '2026-11-20 08:00:00Z'::timestamptz + n * interval '1 second', 'old' FROM generate_series(1, 9) AS n`,
      );
      const polled = setup('moving');
      const put = polled.bronze.putIfAbsent.bind(polled.bronze);
      let pages = 0;
      const moves = jest.spyOn(polled.bronze, 'putIfAbsent').mockImplementation(async (...args) => {
        pages += 1;
        if (pages === 1)
          await server().run("UPDATE moving SET note = 'new', changed = now() WHERE id IN (1, 5, 9)");
        return put(...args);
      });
      await polled.pass();
      moves.mockRestore();
      await polled.pass();
      const found = await polled.landed<{ id: number; note: string }>();
      const notes = found.map(({ id, note }) => `${id} ${note}`);
      expect(notes.slice(0, 9)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => `${id} old`));
      expect(notes.slice(9).sort()).toEqual(['1 new', '5 new', '9 new']);
    });

    it('a transaction that commits after a later one was read is read by the next pass', async () => {
      await make(server(), 'late', 'note text');
      const { port, username, password, database } = server();
      await server().run('GRANT INSERT ON late TO lake');
      const slow = new Client({ host: '127.0.0.1', port, user: username, password, database });
      await slow.connect();
      await slow.query('BEGIN');
      await slow.query('INSERT INTO late (id) VALUES (1)');
      await server().run('INSERT INTO late (id) VALUES (2)');
      const polled = setup('late');
      expect(await polled.pass()).toMatchObject({ taken: 1 });
      await slow.query('COMMIT');
      await slow.end();
      expect(await polled.pass()).toMatchObject({ taken: 1 });
      expect((await polled.landed()).map(({ id }) => id)).toEqual([2, 1]);
    });

    it('reads in a transaction that writes nothing, and lets no statement go on for ever', async () => {
      await server().run(`CREATE FUNCTION slow() RETURNS text LANGUAGE sql AS $$ SELECT pg_sleep(5)::text $$;
        CREATE VIEW slowly AS SELECT 1::bigint AS id, now() AS changed, slow() AS note; GRANT SELECT ON slowly TO lake;
        CREATE TABLE written (id bigint, changed timestamptz);
        CREATE FUNCTION writes() RETURNS int LANGUAGE sql AS $$ INSERT INTO written VALUES (1, now()) RETURNING 1 $$;
        GRANT INSERT, SELECT ON written TO lake;
        CREATE VIEW writing AS SELECT 1::bigint AS id, now() AS changed, writes() AS note; GRANT SELECT ON writing TO lake`);
      const slowly = await setup('slowly').pass({ timeoutSeconds: 0.3, tries: 1 });
      expect(slowly.problems).toEqual([expect.stringContaining('57014')]);
      expect((await setup('writing').pass()).problems).toEqual([expect.stringContaining('25006')]);
    });

    it('names of any letters are names', async () => {
      await server()
        .run(`CREATE SCHEMA "My ""Data"""; CREATE TABLE "My ""Data"""."Ünits; --" ("Id" uuid, "Part" text,
        "Changed At" timestamptz, PRIMARY KEY ("Id", "Part")); GRANT USAGE ON SCHEMA "My ""Data""" TO lake;
        GRANT SELECT ON "My ""Data"""."Ünits; --" TO lake;
        INSERT INTO "My ""Data"""."Ünits; --" SELECT gen_random_uuid(), chr(65 + n) || '''', '2026-11-20' FROM generate_series(0, 9) AS n`);
      const settings = { table: ['My "Data"', 'Ünits; --'], key: ['Id', 'Part'], changed: 'Changed At' };
      expect(await setup('x').pass(settings)).toMatchObject({ taken: 10, problems: [] });
    });
  },
});
