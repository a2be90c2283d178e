import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { startSftpServer, type RunningSftpServer } from '../../local/sources/documents/sftp-server';
import { scannedPdf } from '../documents/support/pdfs';
import { lake } from '../support/lake-process';
import { temporaryDirectory } from '../support/temporary-directory';

const directory = temporaryDirectory();
const PATIENT = 'Canary Okafor';
let server: RunningSftpServer;

beforeEach(async () => {
  const files = join(directory(), 'partner');
  await mkdir(files);
  await drop(join(files, 'form.pdf'), await form());
  await drop(join(files, 'broken.pdf'), Buffer.from('no pdf'));
  server = await startSftpServer({ directory: files, hostKeyFile: join(directory(), 'key') });
});

afterEach(async () => {
  await server.close();
});

/** Old enough to be taken at the first look. */
async function drop(path: string, content: Uint8Array): Promise<void> {
  await writeFile(path, content);
  const old = new Date(Date.now() - 7_200_000);
  await utimes(path, old, old);
}

async function form(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([400, 400]);
  const lines = [
    `Patient name: ${PATIENT}`,
    'Vaccine: Influenza, seasonal',
    'CVX: 140',
    'Date given: 2024-03-05',
    'Lot: L-77',
  ];
  lines.forEach((line, index) => page.drawText(line, { x: 40, y: 340 - 30 * index, size: 12 }));
  return document.save();
}

const pull = (...options: string[]): ReturnType<typeof lake> =>
  lake([
    'documents',
    'pull',
    '--second-look',
    '0',
    `sftp://${server.username}@127.0.0.1:${server.port}/`,
    '--lake',
    join(directory(), 'lake'),
    ...options,
  ]);

const ask = async (sql: string): Promise<unknown> =>
  JSON.parse((await lake(['sql', '--lake', join(directory(), 'lake'), '--json', sql])).stdout);

test('a pass over an SFTP directory makes documents, pages, fields and immunizations queryable', async () => {
  process.env.LAKE_TEST_PASSWORD = server.password;
  const { code, stdout, stderr } = await pull(
    '--host-key',
    server.hostKey,
    '--password-env',
    'LAKE_TEST_PASSWORD',
    '--json',
  );
  expect(JSON.parse(stdout)).toMatchObject({ taken: 2, read: 1, rejected: 1, failed: 0, pages: 1 });
  expect(code).toBe(0);
  expect(stdout + stderr).not.toContain('Canary');

  expect(await ask('SELECT state, source_path FROM silver.documents ORDER BY state')).toEqual([
    { state: 'read', source_path: '/form.pdf' },
    { state: 'rejected', source_path: '/broken.pdf' },
  ]);
  expect(await ask("SELECT field_value FROM silver.document_fields WHERE field_name LIKE 'Lot%'")).toEqual([
    { field_value: 'L-77' },
  ]);
  expect(
    await ask(
      'SELECT vaccine_name, cvx_code, occurred_on, lot_number, patient_name, needs_review FROM silver.document_immunizations',
    ),
  ).toEqual([
    {
      vaccine_name: 'Influenza, seasonal',
      cvx_code: '140',
      occurred_on: '2024-03-05',
      lot_number: 'L-77',
      patient_name: PATIENT,
      needs_review: false,
    },
  ]);
  expect(
    await ask('SELECT documents, documents_read, documents_rejected, pages FROM gold.documents_daily'),
  ).toEqual([{ documents: 2, documents_read: 1, documents_rejected: 1, pages: 1 }]);
});

test('another host key than the pinned one is refused', async () => {
  process.env.LAKE_TEST_PASSWORD = server.password;
  const { code, stderr } = await pull(
    '--host-key',
    `SHA256:${'A'.repeat(43)}`,
    '--password-env',
    'LAKE_TEST_PASSWORD',
  );
  expect(code).toBe(1);
  expect(stderr).toContain('connection refused');
});

test('says what is missing to log in', async () => {
  const { code, stderr } = await pull('--host-key', server.hostKey);
  expect(code).toBe(1);
  expect(stderr).toContain('Give --key FILE, or --password-env NAME');
});

test('what Tesseract notes of a scratch on a scan is no message of ours', async () => {
  const lines = ['Immunization record of somebody', 'Patient name: Jane Example', 'Vaccine: Tdap'];
  const scan = await scannedPdf([...lines, ...lines], 0, ({ pixels, width }) => {
    for (let y = 150; y < 230; y += 1) pixels.fill(0, y * width + 100, y * width + 103);
  });
  await drop(join(directory(), 'partner/scan.pdf'), scan);
  process.env.LAKE_TEST_PASSWORD = server.password;
  const { code, stdout, stderr } = await pull(
    '--host-key',
    server.hostKey,
    '--password-env',
    'LAKE_TEST_PASSWORD',
    '--json',
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ read: 2, failed: 0 });
  expect(
    stderr
      .split('\n')
      .filter(
        (line) => !/^(Pulling|Reading|Transforming): | is new, and for you alone to read |^$/.test(line),
      ),
  ).toEqual([]);
});
