import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { lostKeysSuite } from './suite.ts'

describe('the embedded vault older than the log', () => {
  let world: DemoWorld
  beforeAll(async () => {
    world = await openDemoWorld()
  }, 60_000)
  afterAll(async () => {
    await world?.close()
  })
  const vault = (): string => join(world.data, 'vault')
  const copyOf = (name: string): string => join(world.data, `vault-${name}`)

  lostKeysSuite(() => world, {
    oneClock: true,
    make: async (name) => {
      cpSync(vault(), copyOf(name), { recursive: true })
    },
    putBack: async (name) => {
      rmSync(vault(), { recursive: true })
      cpSync(copyOf(name), vault(), { recursive: true })
      // The read store is made again beside the older vault, and kept beside the fresher one.
      if (name === 'old') rmSync(join(world.data, 'read-store', 'stopped-clean'), { force: true })
    },
  })

  it('refuses to start without a vault beside logs with records, and makes none', async () => {
    await world.stop()
    rmSync(vault(), { recursive: true })
    await expect(world.start()).rejects.toThrow('the vault with their keys is missing')
    expect(existsSync(join(vault(), 'vault.sqlite'))).toBe(false)
    cpSync(copyOf('fresh'), vault(), { recursive: true })
    await world.start()
  }, 60_000)
})
