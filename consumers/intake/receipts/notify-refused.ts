import type { Notify } from '../decide/notify.ts'
import type { ReadCaseOutcomes } from './case-outcome.ts'

/** The rule that refuses a resolution about somebody with a live MARAC flag. */
const OF_FLAG = 'G13'

/**
 * What the case says of events, as `read` has it. Before it is told, the case gets a notice of each resolution that a MARAC's flag refused: its sender and the MARAC
 * hear of it, and nobody else.
 */
export const notifyingRefused =
  (read: ReadCaseOutcomes, notify: Notify): ReadCaseOutcomes =>
  async (receipts) => {
    const outcomes = await read(receipts)
    for (const { receipt, at } of receipts) {
      const { refused, errors = [] } = outcomes.get(receipt) ?? {}
      if (refused === undefined || !errors.some(({ code }) => code === OF_FLAG)) continue
      await notify({ event: refused, publishedAt: Date.parse(at) }, { caseLogs: [refused.caseLog], kind: 'resolution', state: 'waits' })
    }
    return outcomes
  }
