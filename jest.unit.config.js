import config from './jest.config.js'

/** npm run test:unit: what needs no server, no database, no Kafka and no browser, and is quick. Arguments choose among these. */
export default {
  ...config,
  testMatch: ['<rootDir>/tests/**/*.unit.test.ts', '<rootDir>/tests/core/**/*.prop.test.ts'],
  // They try thousands of cases, or the policy's tests on mutants of it: a third of the time for a fiftieth of the tests. `npm test` runs them.
  testPathIgnorePatterns: ['/node_modules/', '/(mutants|floors|timing)\\.unit\\.test\\.ts$'],
}
