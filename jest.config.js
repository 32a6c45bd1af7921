/** Jest 30 runs TypeScript as Node does, by type stripping: no transformer (docs/decisions/0002). */
export default {
  testEnvironment: 'node',
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  testTimeout: 120_000,
  maxWorkers: 2,
  testSequencer: '<rootDir>/scripts/test-order/sequencer.mjs',
  workerIdleMemoryLimit: '1GB',
}
