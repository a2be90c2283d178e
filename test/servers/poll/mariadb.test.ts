import { startMariaDb } from '../../support/databases';
import { needs } from '../../support/needs';
import { temporaryDirectory } from '../../support/temporary-directory';
import { pollsA } from './behaviour';
import { PollSetup } from './setup';

needs('mariadb');

pollsA('MariaDB', {
  engine: 'mysql',
  time: 'datetime(6)',
  now: 'utc_timestamp(6)',
  start: startMariaDb,
  also(server) {
    const directory = temporaryDirectory();
    const setup = (table: string): PollSetup => new PollSetup(directory(), server(), 'mysql', table);

    it('values stay exact: digits, microseconds, bytes, JSON and what stands for a boolean', async () => {
      await server().run(`CREATE TABLE exact (id bigint PRIMARY KEY, changed timestamp(6), n decimal(38,10),
        u bigint unsigned, z int(6) zerofill, f double, d date, t datetime(6), h time(3), b varbinary(9), x bit(9), j json, o tinyint(1),
        e enum('a','b'), s text CHARACTER SET latin1); GRANT SELECT ON exact TO lake; SET time_zone = '+02:00';
        INSERT INTO exact VALUES (1, '2026-03-29 03:30:00.123456', 1234567890123456789012345678.0100000000, 18446744073709551615, 42, 0.1,
        '2024-02-29', '2026-03-29 02:30:00.123456', '25:00:00.5', x'00ff41', b'100000001', '{"k": 1.10,  "z": [1]}', 1, 'b', 'é')`);
      const polled = setup('exact');
      expect((await polled.pass()).problems).toEqual([]);
      const [line = ''] = await polled.lines();
      for (const part of [
        '"changed":"2026-03-29T01:30:00.123456Z"',
        '"n":1234567890123456789012345678.0100000000',
        '"u":18446744073709551615',
        '"z":"000042"',
        '"f":0.1',
        '"d":"2024-02-29"',
        '"t":"2026-03-29T02:30:00.123456"',
        '"h":"25:00:00.500"',
        '"b":"\\\\x00ff41"',
        '"x":"\\\\x0101"',
        '"j":{"k": 1.10,  "z": [1]}',
        '"o":true',
        '"e":"b"',
        '"s":"é"',
      ])
        expect(line).toContain(part);
    });

    it('lets no statement go on for ever', async () => {
      await server().run(`CREATE VIEW slowly AS SELECT 1 AS id, utc_timestamp(6) AS changed, sleep(5) AS note;
        GRANT SELECT ON slowly TO lake`);
      const report = await setup('slowly').pass({ timeoutSeconds: 0.3, tries: 1 });
      expect(report.problems).toEqual([expect.stringMatching(/ER_STATEMENT_TIMEOUT|took longer|broke off/)]);
    });

    it('keys of bytes and texts are gone on after', async () => {
      await server()
        .run(`CREATE TABLE bytes (k binary(4), t varchar(9), changed datetime(6), PRIMARY KEY (k, t));
        GRANT SELECT ON bytes TO lake;
        INSERT INTO bytes SELECT unhex(lpad(hex(seq * 1000), 8, '0')), concat('it''s ', seq), '2026-11-20' FROM seq_1_to_20`);
      const report = await setup('bytes').pass({ key: ['k', 't'] });
      expect(report).toMatchObject({ taken: 20, problems: [] });
    });
  },
});
