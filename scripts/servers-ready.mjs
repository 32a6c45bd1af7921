import { spawnSync } from 'node:child_process'
import { node24, root } from './dependencies.mjs'
import { nodeOptions } from './run.mjs'

/** Fetches or installs what the tests' servers (Kafka, a registry, PostgreSQL) need and says what it does; ends the process when it cannot. */
export function ensureServers() {
  const ready = spawnSync(node24, [...nodeOptions, 'scripts/servers/ready.ts'], { cwd: root, stdio: 'inherit' })
  if (ready.status !== 0) process.exit(1)
}
