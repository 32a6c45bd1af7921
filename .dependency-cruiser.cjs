/** The house of docs/architecture.md as rules. scripts/imports.mjs runs them and fails when no module was seen. */
const sides = ['producers', 'consumers', 'gateway']
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'schemas-import-nothing-of-ours',
      severity: 'error',
      from: { path: '^schemas/' },
      to: { path: '^(core|producers|consumers|gateway|infra|tests|bench|demo|commands|throughline)' },
    },
    {
      name: 'core-imports-schemas-only',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: '^(producers|consumers|gateway|infra|tests|bench|demo|commands|throughline)' },
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
      to: { path: '^(producers|consumers|gateway|tests|bench|commands|throughline)' },
    },
    ...sides.map((side) => ({
      name: `${side}-stand-apart`,
      severity: 'error',
      from: { path: `^${side}/` },
      to: { path: `^(${sides.filter((other) => other !== side).join('|')}|tests|bench|commands|throughline)` },
    })),
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
