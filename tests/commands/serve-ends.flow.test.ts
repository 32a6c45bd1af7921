import { createServer } from 'node:net'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { freePorts } from '../../scripts/servers/ports.ts'
import { BIN, NPX, startService, type Ended, type StartedService } from '../fixtures/started-service.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const END_MS = 10_000

describe('a service that is told to end', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let port: number
  let started: StartedService[]
  beforeEach(async () => {
    folder = temporaryFolder()
    ;[port = 0] = await freePorts(1)
    started = []
  })
  afterEach(() => {
    for (const one of started) if (one.isThere()) one.signalAll('SIGKILL')
    folder.remove()
  })

  const start = (command: readonly string[]): StartedService => {
    const service = startService(command, { THROUGHLINE_DATA: folder.path, PORT: String(port), LOG_LEVEL: 'warn' })
    started.push(service)
    return service
  }
  const endsInTime = async (service: StartedService): Promise<Ended | 'goes on'> => {
    const end = await Promise.race([service.ended, sleep(END_MS, 'goes on' as const, { ref: false })])
    expect(service.isThere()).toBe(false)
    return end
  }
  const portIsFree = async (): Promise<void> => {
    const server = createServer().listen(port, '127.0.0.1')
    await once(server, 'listening')
    server.close()
  }
  const CLEAN = { code: 0, signal: null, said: '' }

  it('ends with npx and by its own command: code 0, the port free, no process left; the next start on the folder has nothing to say', async () => {
    for (const command of [NPX, BIN]) {
      const service = start(command)
      await service.ready
      service.process.kill('SIGTERM')
      expect(await endsInTime(service)).toEqual(CLEAN)
      await portIsFree()
    }
  }, 120_000)

  it('takes a second signal, and one to all processes of a terminal, for the same wish', async () => {
    const twice = start(BIN)
    await twice.ready
    twice.process.kill('SIGTERM')
    await sleep(50)
    twice.process.kill('SIGTERM')
    expect(await endsInTime(twice)).toEqual(CLEAN)
    for (const signal of ['SIGINT', 'SIGHUP'] as const) {
      const all = start(BIN)
      await all.ready
      all.signalAll(signal)
      expect(await endsInTime(all)).toEqual(CLEAN)
    }
    await portIsFree()
  }, 120_000)

  it('ends while it still starts, at any moment, and starts again on the same folder', async () => {
    for (const moment of [400, 1_200, 2_500]) {
      const early = start(BIN)
      await sleep(moment)
      early.process.kill('SIGTERM')
      // A start that a busy machine cannot undo in time is left as it is, and says so: by the same code, within the same time.
      expect([moment, await endsInTime(early)]).toEqual([
        moment,
        { ...CLEAN, said: expect.stringMatching(/^$|"The process did not end in time; it ends as it is\."\}\s*$/) },
      ])
      await portIsFree()
    }
    const next = start(BIN)
    await next.ready
    next.process.kill('SIGTERM')
    expect(await endsInTime(next)).toEqual(CLEAN)
  }, 120_000)

  it('leaves no service behind when the command is killed', async () => {
    const service = start(BIN)
    await service.ready
    service.process.kill('SIGKILL')
    expect(await service.ended).toMatchObject({ signal: 'SIGKILL' })
    for (const until = performance.now() + END_MS; service.isThere() && performance.now() < until;) await sleep(50)
    expect(service.isThere()).toBe(false)
    await portIsFree()
  }, 60_000)

  it('is told from a program that a signal killed: that is reported as a shell expects', async () => {
    const run = (program: string): StartedService => {
      const code = `import('./scripts/run.mjs').then(({ runNode }) => runNode(['-e', ${JSON.stringify(program)}])).then((code) => { process.exitCode = code })`
      const service = startService([process.execPath, '-e', code], {})
      started.push(service)
      return service
    }
    const waiting = run("console.log('Throughline is at no address'); setInterval(() => {}, 1000)")
    await waiting.ready
    waiting.process.kill('SIGTERM')
    expect(await endsInTime(waiting)).toMatchObject({ code: null, signal: 'SIGTERM' })
    expect(await endsInTime(run("process.kill(process.pid, 'SIGKILL')"))).toMatchObject({ code: 137, signal: null })
    expect(await endsInTime(run('process.exitCode = 3'))).toMatchObject({ code: 3, signal: null })
  }, 60_000)
})
