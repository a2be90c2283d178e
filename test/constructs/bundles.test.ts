import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleLimit, ESBUILD, packagesOf } from '../../lib/constructs/bundling';
import { REPOSITORY } from '../../lib/constructs/lake-function';

const handlers = readdirSync(join(REPOSITORY, 'lambdas'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('handler.ts'))
  .map((path) => `lambdas/${path}`)
  .sort();

describe.each(handlers)('the bundle of %s', (entry) => {
  it('is below its limit and holds neither the CDK nor the parser', async () => {
    const { metafile, outputFiles } = await build({
      ...ESBUILD,
      entryPoints: [join(REPOSITORY, entry)],
      outfile: 'index.js',
      write: false,
      metafile: true,
      logLevel: 'silent',
    });
    const code = outputFiles.find(({ path }) => path.endsWith('.js'));
    expect(code?.contents.byteLength).toBeLessThan(bundleLimit(metafile));
    const packages = packagesOf(metafile);
    for (const name of ['aws-cdk-lib', 'constructs', 'cdk-nag', '@polyglot-sql/sdk', 'aws-sdk'])
      expect(packages).not.toContain(name);
  });
});
