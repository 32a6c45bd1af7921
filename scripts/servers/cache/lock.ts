import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function ownerOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Links a file with our process id to the lock's name: the name appears with its content or not at all. */
function take(file: string): boolean {
  const mine = `${file}.${String(process.pid)}`
  writeFileSync(mine, String(process.pid))
  try {
    linkSync(mine, file)
    return true
  } catch {
    return false
  } finally {
    rmSync(mine, { force: true })
  }
}

/** Takes the lock for the rest of this process's life, or answers false; a lock whose process died is free. */
export function tryLock(file: string): boolean {
  if (take(file)) return true
  const owner = ownerOf(file)
  if (owner === undefined || isAlive(owner)) return false
  rmSync(file, { force: true })
  return take(file)
}

/** Runs `work` while no other process runs under this lock file; a lock whose process died is taken over. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  while (!tryLock(file)) await sleep(200)
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}
