// npm start: installs what is missing, then serves everything embedded with the demo.
import { ensureDependencies } from './dependencies.mjs'
import { runNode } from './run.mjs'

ensureDependencies()
process.exitCode = await runNode(['throughline.ts', 'serve', '--demo', ...process.argv.slice(2)], { service: true })
