import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { openFront, type Passing } from './front.ts'
import type { Installation } from './installation.ts'
import { within } from './patience.ts'

const PROGRAM = join(import.meta.dirname, 'publishing-process.ts')

/** An agency's system with an AgencyClient, in a process of its own over one outbox. */
export interface Sender {
  readonly agency: string
  /** How many events `publish` resolved for: those numbered below it. */
  acknowledged(): number
  /** Starts to publish from the first event that was not acknowledged, without end, or up to a number and then until all is delivered. */
  launch(last?: number): void
  /** Resolves when it has published so many events since it was launched. */
  published(count: number): Promise<void>
  /** Resolves when it was killed: at the n-th request or answer that passes. What passes then is lost. */
  killedAt(what: Passing, n: number): Promise<void>
  kill(): Promise<void>
  /** Resolves when it has ended by itself, with everything delivered. */
  ended(): Promise<void>
  close(): Promise<void>
}

interface Run {
  readonly child: ChildProcess
  readonly first: number
  readonly closed: Promise<readonly [code: number | null, signal: string | null]>
  said: string
}

/** Whole lines only: one that the kill cut short is no acknowledgement. */
const numbersIn = (said: string): readonly number[] => said.split('\n').slice(0, -1).map(Number)

export async function createSender(agency: string, installation: Installation, folder: string): Promise<Sender> {
  const front = await openFront(() => installation.origin())
  let next = 0
  let current: Run | undefined
  const running = (): Run => {
    if (current === undefined) throw new Error('The client was not started.')
    return current
  }
  const settle = (): void => {
    const { said, first } = running()
    const numbers = numbersIn(said)
    if (numbers.some((number, place) => number !== first + place)) throw new Error('The client has left an event out.')
    next = first + numbers.length
  }
  const kill = async (): Promise<void> => {
    if (current === undefined) return
    current.child.kill('SIGKILL')
    await current.closed
    front.onPassing = () => false
    settle()
  }
  const launch = (last = Infinity): void => {
    const args = [PROGRAM, agency, front.url, folder, installation.data, String(next), String(last)]
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
    const closed = once(child, 'close').then(([code, signal]) => [code as number | null, signal as string | null] as const)
    const started: Run = { child, first: next, closed, said: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      started.said += text
    })
    current = started
  }
  return {
    agency,
    launch,
    kill,
    acknowledged: () => next,
    published: (count) =>
      within(
        (async () => {
          const { child, closed, said } = running()
          for (let seen = said; numbersIn(seen).length < count; seen = running().said) {
            const ended = await Promise.race([once(child.stdout ?? child, 'data').then(() => undefined), closed])
            if (ended !== undefined) throw new Error(`The client ended by itself: ${String(ended)}.`)
          }
        })(),
        'the client to publish',
      ),
    killedAt: (what, n) => {
      let left = n
      const killed = Promise.withResolvers<undefined>()
      front.onPassing = (passing) => {
        if (passing !== what || --left > 0) return false
        if (left === 0)
          kill().then(() => {
            killed.resolve(undefined)
          }, killed.reject)
        return true
      }
      return within(killed.promise, `the client's ${what} to pass`)
    },
    ended: async () => {
      const ended = await within(running().closed, 'the client to deliver everything')
      if (ended[0] !== 0) throw new Error(`The client ended with ${String(ended)}.`)
      settle()
    },
    close: async () => {
      await kill().catch(() => undefined)
      await front.close()
    },
  }
}
