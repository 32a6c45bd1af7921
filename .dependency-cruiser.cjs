/** The house of docs/architecture.md as rules. scripts/imports.mjs runs them and fails when no module was seen. */
const floors = ['release', 'facts', 'decide', 'explain']
const sides = ['producers', 'consumers', 'gateway']
module.exports = {
  forbidden: [
    // Of types alone, too: two files that name each other are one thing in two places.
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'schemas-import-nothing-of-ours',
      severity: 'error',
      from: { path: '^schemas/' },
      to: { path: '^(core|policy|producers|consumers|gateway|infra|tests|bench|demo|commands|throughline)' },
    },
    {
      name: 'core-imports-schemas-only',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: '^(policy|producers|consumers|gateway|infra|tests|bench|demo|commands|throughline)' },
    },
    {
      name: 'core-has-no-side-effects',
      severity: 'error',
      from: { path: '^core/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer)$' },
    },
    {
      name: 'infra-imports-core-and-schemas',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^(policy|producers|consumers|gateway|tests|bench|commands|throughline)' },
    },
    {
      name: 'policy-imports-core-and-schemas',
      severity: 'error',
      from: { path: '^policy/' },
      to: { path: '^(producers|consumers|gateway|infra|tests|bench|demo|commands|throughline)' },
    },
    // release ← facts ← decide ← explain: each floor uses those before it.
    ...floors.slice(0, -1).map((floor, at) => ({
      name: `policy-${floor}-stands-below`,
      severity: 'error',
      from: { path: `^policy/${floor}/` },
      to: { path: `^policy/(${floors.slice(at + 1).join('|')}|policy\\.ts)` },
    })),
    {
      name: 'policy-is-for-the-gateway',
      severity: 'error',
      from: { path: '^(producers|consumers)/' },
      to: { path: '^policy/' },
    },
    ...sides.map((side) => ({
      name: `${side}-stand-apart`,
      severity: 'error',
      from: { path: `^${side}/` },
      to: { path: `^(${sides.filter((other) => other !== side).join('|')}|tests|bench|commands|throughline)` },
    })),
    // Within the gateway: what is asked over HTTP and what is shown stand on what reads, decides and records; never the other way.
    ...['audit', 'read', 'step-up', 'publications', 'identity', 'pages'].map((part) => ({
      name: `gateway-${part}-knows-no-route`,
      severity: 'error',
      from: { path: `^gateway/${part}/` },
      // Handlers, bodies and headers are for who serves.
      to: { path: '^gateway/api/.*handlers\\.ts$' },
    })),
    ...['audit', 'step-up', 'publications'].map((part) => ({
      name: `gateway-${part}-shows-nothing`,
      severity: 'error',
      from: { path: `^gateway/${part}/` },
      to: { path: '^gateway/pages/' },
    })),
    {
      name: 'gateway-audit-serves-nobody',
      severity: 'error',
      from: { path: '^gateway/audit/' },
      to: { path: '^gateway/(api|pages|identity)/' },
    },
    {
      name: 'gateway-identity-reads-nothing',
      severity: 'error',
      from: { path: '^gateway/identity/' },
      to: { path: '^gateway/(read|step-up|publications|audit)/' },
    },
    {
      name: 'gateway-read-stands-below',
      severity: 'error',
      from: { path: '^gateway/read/' },
      to: { path: '^gateway/(step-up|publications|api|pages)/' },
    },
    {
      name: 'gateway-step-up-stands-below',
      severity: 'error',
      from: { path: '^gateway/step-up/' },
      to: { path: '^gateway/(publications|audit|api|pages)/' },
    },
    {
      name: 'gateway-parts-import-parts',
      severity: 'error',
      from: { path: '^gateway/[^/]+/' },
      to: { path: '^gateway/(gateway|listen|held-requests)\\.ts$' },
    },
    // Scripts start the product by its command, and take nothing of it but the clock and the settings; those that make or check pages take the data that pages show.
    {
      name: 'scripts-take-little',
      severity: 'error',
      from: { path: '^scripts/(?!(docs|citations)/)' },
      to: { path: '^(schemas|policy|producers|consumers|gateway|commands|throughline)' },
    },
    { name: 'nothing-imports-scripts', severity: 'error', from: { pathNot: '^(scripts|tests|bench|bin)/' }, to: { path: '^scripts/' } },
    { name: 'nothing-imports-tests', severity: 'error', from: { pathNot: '^(tests|bench)/' }, to: { path: '^(tests|bench)/' } },
    {
      name: 'commands-are-for-the-command',
      severity: 'error',
      from: { pathNot: '^(commands|tests|bench)/|^throughline' },
      to: { path: '^commands/' },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-packages-in-production',
      severity: 'error',
      from: { pathNot: '^(tests|bench|scripts|schemas/generate)' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
}
