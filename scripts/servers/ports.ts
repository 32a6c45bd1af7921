import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tryLock } from './cache/lock.ts'

// Below the range that systems give to outgoing connections: else a stopped server's port may be taken when it starts again,
// and a client that dials it may be connected to itself.
const LOWEST = 15_000
const HIGHEST = 32_000

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}

/** Whether the port is now this process's among all that pick ports here: while its server starts, or is down for a while, nobody else takes it. */
function reserve(port: number): boolean {
  const folder = join(tmpdir(), 'throughline-ports')
  mkdirSync(folder, { recursive: true })
  return tryLock(join(folder, String(port)))
}

/** This many TCP ports of 127.0.0.1 that nobody listens on now, reserved until this process ends. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>()
  while (ports.size < count) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST))
    if (!ports.has(port) && reserve(port) && (await isFree(port))) ports.add(port)
  }
  return [...ports]
}
