import { describe, expect, it } from '@jest/globals'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openRunFolder } from '../../../scripts/servers/run-folder.ts'
import { startChild } from '../../fixtures/child.ts'
import { endsSoon, isAlive } from './alive.ts'

describe('the servers of a test', () => {
  it('leave no process and no file behind when they are stopped', async () => {
    const run = openRunFolder('test')
    const first = await run.start({ command: 'sleep', args: ['1000'], logFile: join(run.path, 'log') })
    const second = await run.start({ command: 'sleep', args: ['1000'], logFile: join(run.path, 'log') })
    second.signal('SIGSTOP')
    await run.remove()
    expect([first, second].map(({ pid }) => isAlive(pid))).toEqual([false, false])
    expect(existsSync(run.path)).toBe(false)
  })

  it('leave none behind when the process that started them is killed', async () => {
    const owner = startChild(new URL('owner.ts', import.meta.url), [])
    const [pid = '', folder = ''] = await owner.lines(2)
    expect(isAlive(Number(pid))).toBe(true)
    await owner.kill()
    expect(await endsSoon(Number(pid))).toBe(true)
    for (let tries = 0; tries < 50 && existsSync(folder); tries++) await sleep(100)
    expect(existsSync(folder)).toBe(false)
  })

  it('say so when a program cannot be started', async () => {
    const run = openRunFolder('test')
    await expect(run.start({ command: join(run.path, 'nothing'), args: [], logFile: join(run.path, 'log') })).rejects.toMatchObject({
      code: 'ENOENT',
    })
    await run.remove()
  })
})
