// Installs what is missing, then runs a TypeScript program of ours on Node 24: node scripts/with-dependencies.mjs FILE ARGUMENT…
import { ensureDependencies } from './dependencies.mjs'
import { runNode } from './run.mjs'

ensureDependencies()
process.exitCode = await runNode(process.argv.slice(2))
