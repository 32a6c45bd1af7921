import { forOwnSystem, ownEvent } from '../../core/publications/own-event.ts'
import { readableUntil } from '../../core/publications/readable.ts'
import { disclosedSetHash } from '../../core/disclosure/disclosed-set.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import { newestReceipt } from '../api/receipts/find-receipt.ts'
import type { AgencyCredential } from '../identity/credential.ts'
import { failureOnRecord, noCase } from '../read/on-record.ts'
import { ReadRefused } from '../read/outcome.ts'
import { recordCredential } from '../read/readers.ts'
import { PUBLICATION_READ } from './actions.ts'
import { createOpenContent } from './content.ts'
import type { PublicationDeps } from './deps.ts'
import { inEvenTime } from './even-time.ts'
import { itemOfReceipt, openedItem, type OpenedPublication } from './items.ts'
import { findPublication, ownName, type OwnName } from './stored.ts'

/** Newest receipts that are looked at for an event that was not accepted. */
const MOST_RECEIPTS = 20_000

/** An answer to an agency's system, with the id of its access record. */
export interface OwnRead {
  readonly record: string
  readonly item: OpenedPublication | undefined
}

/** Reads what an agency's systems sent, whole, by CloudEvents source and id. On record, found or not. */
export type ReadOwn = (credential: AgencyCredential, source: string, id: string) => Promise<OwnRead>

export function createReadOwn(deps: PublicationDeps): ReadOwn {
  const { reads, eventLog, decodeReceipt } = deps
  const content = createOpenContent(deps)

  const accepted = (agency: AgencyId, name: OwnName): Promise<OpenedPublication | undefined> =>
    readSnapshot(reads.readStore.db, async (tx) => {
      const publication = await findPublication(tx, agency, name, readableUntil(reads.clock.now()))
      if (publication === undefined) return undefined
      const opened = await content.whole(tx, publication)
      return openedItem(
        publication,
        opened === 'unreadable' ? opened : opened && ownEvent(opened, reads.catalogue.types.get(publication.type), forOwnSystem(agency)),
      )
    })
  const refused = async (agency: AgencyId, source: string, id: string): Promise<OpenedPublication | undefined> => {
    const receipt = await newestReceipt(
      eventLog,
      decodeReceipt,
      agency,
      (one) => one.event_id === id && one.source === source && itemOfReceipt(one) !== undefined,
      MOST_RECEIPTS,
    )
    return receipt && itemOfReceipt(receipt)
  }
  return (credential, source, id) =>
    failureOnRecord(reads, PUBLICATION_READ, credential, () =>
      inEvenTime(async () => {
        const { agency } = credential
        const name = ownName(agency, source, id)
        const item = name && ((await accepted(agency, name)) ?? (await refused(agency, source, id)))
        return { record: await onRecord(deps, credential, name, item), item }
      }),
    )
}

/** Nothing is decided of a system that reads what its agency sent: who read which event is what is on record. */
async function onRecord(
  { reads }: PublicationDeps,
  credential: AgencyCredential,
  name: OwnName | undefined,
  item: OpenedPublication | undefined,
): Promise<string> {
  const outcome = item === undefined ? 'not_found' : 'permit'
  try {
    return await reads.record({
      at: new Date(reads.clock.now()).toISOString(),
      action: PUBLICATION_READ,
      reader: recordCredential(credential, reads.secrets),
      purpose: '',
      outcome,
      engine: reads.policy.engine,
      policy: reads.policy.hash,
      versions: [],
      request: { ...noCase, page: name === undefined ? {} : { system: name.system, event: name.id } },
      decision: { outcome, events: [], released: [] },
      released: disclosedSetHash([], []),
    })
  } catch (cause) {
    throw new ReadRefused('not-recorded', { cause })
  }
}
