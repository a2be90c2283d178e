/**
 * The direction of imports, transitively: `npm run imports` enforces it.
 * Why each way is closed stands in docs/architecture.md.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
const CDK = '^node_modules/(aws-cdk-lib|constructs|cdk-nag)/';
const SDK = '^node_modules/(@aws-sdk|@smithy)/';
const FOLDERS = [
  'access-proof',
  'bi',
  'bin',
  'core',
  'datasets',
  'doctor',
  'lambdas',
  'lib',
  'local',
  'sources',
  'sql-bridge',
];
/** Libraries that core may import. */
const PURE = [
  '@polyglot-sql/sdk',
  'ajv',
  'croner',
  'is-network-error',
  'lossless-json',
  'p-retry',
  '(@types/)?picomatch',
  'yalps',
  'zod',
];
/** What a kind of source says of itself, and may be known to every side. */
const DECLARATIONS = '[^/]+/(kind|settings|names)\\.ts$';
const others = (...kept) => `^(${FOLDERS.filter((folder) => !kept.includes(folder)).join('|')})/`;

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { pathNot: '^sql-bridge/' }, to: { circular: true } },
    {
      name: 'cycles-of-a-grammar',
      comment: 'what reads and types a recursive grammar is recursive itself (docs/decisions/0035)',
      severity: 'info',
      from: { path: '^sql-bridge/' },
      to: { circular: true },
    },
    {
      name: 'core-stands-alone',
      comment: 'core imports nothing of the project but itself',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: others('core') },
    },
    {
      name: 'core-reaches-no-service',
      comment: 'neither the CDK nor an SDK, not even through another module',
      severity: 'error',
      from: { path: '^(core|datasets)/' },
      to: { path: `${CDK}|${SDK}`, reachable: true },
    },
    {
      name: 'core-reads-no-file',
      comment: 'texts and bytes come in from outside; nothing is asked over a network',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: '^(node:)?(fs|net|tls|dns|http|https|child_process|worker_threads)(/|$)' },
    },
    {
      name: 'core-imports-pure-libraries',
      comment: 'each computes and reaches nothing (docs/decisions/0142)',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: '^node_modules/', pathNot: `^node_modules/(${PURE.join('|')})/` },
    },
    {
      name: 'datasets-stand-on-core',
      severity: 'error',
      from: { path: '^datasets/' },
      to: { path: others('core', 'datasets') },
    },
    {
      name: 'lambdas-stand-on-core',
      severity: 'error',
      from: { path: '^lambdas/' },
      to: { path: others('core', 'datasets', 'lambdas') },
    },
    {
      name: 'lambdas-bundle-no-cdk',
      severity: 'error',
      from: { path: '^lambdas/' },
      to: { path: CDK, reachable: true },
    },
    {
      name: 'lib-reaches-lambdas-by-path',
      comment:
        'the CDK side bundles functions; it imports what kinds of source say of themselves, nothing else',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: others('core', 'datasets', 'lib', 'sources'), pathNot: `^lambdas/${DECLARATIONS}` },
    },
    {
      name: 'declarations-are-pure',
      comment: 'what a kind says of itself drags no logic along',
      severity: 'error',
      from: { path: `^lambdas/${DECLARATIONS}` },
      to: { path: others('core', 'datasets'), pathNot: `^lambdas/${DECLARATIONS}` },
    },
    {
      name: 'the-list-of-sources-names-kinds',
      severity: 'error',
      from: { path: '^sources/' },
      to: { path: others('core', 'datasets', 'sources'), pathNot: '^lambdas/[^/]+/kind\\.ts$' },
    },
    {
      name: 'one-machine-needs-no-cdk',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: `${CDK}|^lib/(?!config/)` },
    },
    {
      name: 'the-bridge-stands-alone',
      severity: 'error',
      from: { path: '^sql-bridge/' },
      to: { path: others('core', 'sql-bridge') },
    },
    {
      name: 'nothing-imports-bin-or-tests',
      severity: 'error',
      from: { path: others('bin') },
      to: { path: '^(bin|test|scripts|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: '^node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json', '.mjs', '.cjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
};
