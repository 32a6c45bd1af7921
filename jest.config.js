import { totalmem } from 'node:os'

/** Jest 30 runs TypeScript as Node does, by type stripping: no transformer (docs/decisions/0002). */
export default {
  testEnvironment: 'node',
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  testTimeout: 120_000,
  // One more than the cores of the smallest machine: what starts servers and processes waits for them most of its time.
  maxWorkers: 3,
  testSequencer: '<rootDir>/scripts/test-order/sequencer.mjs',
  // A worker that is begun anew reads and compiles everything again: a fifth of the time of short test files.
  workerIdleMemoryLimit: Math.max(2 ** 30, Math.floor(totalmem() / 8)),
}
