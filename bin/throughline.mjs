#!/usr/bin/env node
// The command: runs throughline.ts on the Node 24 of node_modules, from whatever folder it is called in.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { node24, root } from '../scripts/dependencies.mjs'
import { nodeEnvironment, nodeOptions } from '../scripts/run.mjs'

if (!existsSync(node24)) {
  console.error('The packages are not installed. In the project folder run: npm ci   (or npm start, which does it)')
  process.exit(1)
}
const result = spawnSync(node24, [...nodeOptions, join(root, 'throughline.ts'), ...process.argv.slice(2)], { stdio: 'inherit', env: nodeEnvironment })
process.exit(result.status ?? 1)
