import { afterAll, beforeAll, describe } from '@jest/globals'
import { appendContract } from './event-log/append.ts'
import { consumeContract } from './event-log/consume.ts'
import { groupContract } from './event-log/groups.ts'
import type { OpenedLog } from './event-log/harness.ts'
import { readContract } from './event-log/read.ts'

/** What every adapter of the event log port promises. `open` gives a log that this suite may fill with topics of its own names. */
export function eventLogContract(name: string, open: () => Promise<OpenedLog>): void {
  describe(`event log contract: ${name}`, () => {
    let opened: OpenedLog | undefined
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(async () => {
      await opened?.dispose()
    })
    const current = (): OpenedLog => {
      if (opened === undefined) throw new Error('the log is not open')
      return opened
    }
    appendContract(current)
    readContract(current)
    consumeContract(current)
    groupContract(current)
  })
}
