import { expect, it } from '@jest/globals'
import { untilRoom } from '../../../consumers/transparency-log/until-room.ts'
import { TransparencyLogError } from '../../../infra/transparency-log/errors.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'

const full = () => new TransparencyLogError('full', 'There is no room.')
const logger = createLog('silent')

/** Fails as a full disk does, so often, and then has room. */
function fullFor(times: number): { readonly write: () => Promise<void>; readonly written: () => number } {
  let [tries, written] = [0, 0]
  return {
    write: async () => {
      if (tries++ < times) throw full()
      written += 1
    },
    written: () => written,
  }
}

it('what has no room is written once, when there is room', async () => {
  const disk = fullFor(2)
  await untilRoom(logger, new AbortController().signal)(disk.write)
  expect(disk.written()).toBe(1)
})

it('a process that ends does not wait for room', async () => {
  const ending = new AbortController()
  const waiting = untilRoom(logger, ending.signal)(fullFor(Number.MAX_SAFE_INTEGER).write)
  ending.abort()
  await expect(waiting).rejects.toMatchObject({ code: 'full' })
})

it('any other failure is not tried again', async () => {
  const failing = untilRoom(
    logger,
    new AbortController().signal,
  )(() => Promise.reject(new TransparencyLogError('fenced', 'Another writes.')))
  await expect(failing).rejects.toMatchObject({ code: 'fenced' })
})
