// npm test: installs what is missing (packages, Chromium, Kafka, a registry, PostgreSQL), then runs every test. Arguments go to Jest: npm test -- tests/core
import { ensureChromium } from './chromium.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { runNode } from './run.mjs'
import { ensureServers } from './servers-ready.mjs'
import { testEnvironment, testNodeOptions } from './test-environment.mjs'

ensureDependencies()
const chromium = ensureChromium()
ensureServers()
const jest = [...testNodeOptions, '--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...process.argv.slice(2)]
process.exitCode = await runNode(jest, { env: { ...testEnvironment(), CHROMIUM: chromium } })
