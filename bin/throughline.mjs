#!/usr/bin/env node
// The command: runs throughline.ts on the Node 24 of node_modules, from whatever folder it is called in.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { node24, root } from '../scripts/dependencies.mjs'
import { runNode } from '../scripts/run.mjs'

if (!existsSync(node24)) {
  console.error('The packages are not installed. In the project folder run: npm ci   (or npm start, which does it)')
  process.exit(1)
}
const SERVICES = new Set(['serve', 'trial-issuer'])
const given = process.argv.slice(2)
process.exitCode = await runNode([join(root, 'throughline.ts'), ...given], { cwd: process.cwd(), service: SERVICES.has(given[0]) })
