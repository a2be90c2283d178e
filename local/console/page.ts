import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

export interface Page {
  readonly script: string;
  readonly style: string;
}

let built: Promise<Page> | undefined;

/** Script and style of the page, made at the first request. */
export function page(): Promise<Page> {
  return (built ??= build().catch((error: unknown) => {
    built = undefined;
    throw error;
  }));
}

async function build(): Promise<Page> {
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: ['console/main.tsx'],
    tsconfig: 'console/tsconfig.json',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: 'console',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'silent',
  });
  const textOf = (ending: string): string =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: textOf('.js'), style: textOf('.css') };
}

/**
 * The document. The editor and the charts make style elements, which need the nonce.
 *
 * @param nonce of this answer, from base64url
 */
export const documentText = (nonce: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="style-nonce" content="${nonce}">
<title>Headwater</title>
<link rel="stylesheet" href="/console/style.css">
<link rel="icon" href="data:,">
<script type="module" src="/console/script.js"></script>
</head>
<body><div id="app"></div><noscript>The console needs JavaScript.</noscript></body>
</html>
`;

/** Nothing but the page's own script and style, from this server alone. */
export const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
