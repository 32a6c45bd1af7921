// npm run test:unit: the tests that need no server, no database, no Kafka and no browser. Arguments go to Jest: npm run test:unit -- core/linking
import { ensureDependencies } from './dependencies.mjs'
import { runNode } from './run.mjs'
import { testEnvironment, testNodeOptions } from './test-environment.mjs'

ensureDependencies()
const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--config', 'jest.unit.config.js']
process.exitCode = await runNode([...testNodeOptions, ...jest, ...process.argv.slice(2)], { env: testEnvironment() })
