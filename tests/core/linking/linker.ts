import { claimOf, extend } from '../../../core/linking/claim.ts'
import type { Evidence } from '../../../core/linking/evidence.ts'
import { emptyIndex, type LinkIndex } from '../../../core/linking/link-index.ts'
import { link, type LinkOutcome } from '../../../core/linking/link.ts'
import { drawIds } from '../../../core/linking/people.ts'
import { agencyNamed, countedIds } from '../../fixtures/ids.ts'

/** Links events one after another, as intake does, with counted ids. */
export function createLinker() {
  const known: LinkIndex = emptyIndex()
  const ids = countedIds()
  let count = 0
  return {
    known,
    send(evidence: Evidence, id = `event-${String(count)}`): LinkOutcome {
      count += 1
      const outcome = link(evidence, known, drawIds(ids, evidence.harmed.length))
      if (outcome.kind !== 'unlinked') {
        const event = {
          epoch: 1,
          agency: agencyNamed('a'),
          system: 's',
          event_id: id,
          type: 't',
          digest: id,
          inbox: { topic: 't', partition: 0, offset: count },
          states: null,
        }
        extend(known, claimOf(event, evidence, outcome, known))
      }
      return outcome
    },
  }
}
