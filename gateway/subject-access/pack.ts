import { createHash } from 'node:crypto'
import { canonicalJson } from '../../schemas/avro/canonical.ts'
import { compose, type ComposedFor, type OpenedPart } from '../../core/parts/compose.ts'
import { dueOf } from '../../core/subject-access/clock.ts'
import { deliveryWarnings, type ContactSafety } from '../../core/subject-access/delivery.ts'
import { NEITHER_CONFIRM_NOR_DENY } from '../../core/subject-access/reply.ts'
import { londonDate } from '../../core/time/london.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import { asDecision, type PackDecision, type PackEvent } from '../../policy/decide/subject-access.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import { composedFor } from '../read/composed-for.ts'
import { caseLogsOf, readOneCase, type OneCase } from '../read/decide-cases.ts'
import type { ReadDeps } from '../read/deps.ts'
import { shownAgency } from '../read/item.ts'
import { putOnRecord } from '../read/on-record.ts'
import { fetchParts, openParts, partsOfEvents, type OpenedRow, type SealedRow } from '../read/open-parts.ts'
import { eventIn } from '../read/snapshot.ts'
import { PACK_ACTION } from './actions.ts'
import type { AccessRequest, Draft, DraftEvent, DraftField } from './draft.ts'

const PURPOSE = 'subject_access'
/** Where a person's own words of safe contact are. */
const CONTACT_SAFETY = 'voice.contact-safety-set'

interface Packed {
  readonly at: string
  readonly one: OneCase
  readonly pack: PackDecision
  readonly rows: readonly SealedRow[]
}

/** Decides the pack in one snapshot and fetches exactly the parts that it discloses to who weighs them. Opens none. */
async function decided(deps: ReadDeps, reader: ReaderCredential, request: AccessRequest): Promise<Packed> {
  const at = new Date(deps.clock.now()).toISOString()
  return readSnapshot(deps.readStore.db, async (tx) => {
    const asked = { reader, purpose: PURPOSE, justified: false }
    const one = await readOneCase(tx, deps, asked, caseLogsOf(deps, reader, request.case), at)
    const input = { ...one.input, request: { ...one.input.request, channel: 'extract' as const, requester: request.requester } }
    const pack = deps.policy.decidePack(input, request.person)
    return { at, one: { ...one, input }, pack, rows: await fetchParts(tx, partsOfEvents(asDecision(pack).events)) }
  })
}

/** Pointers of a part's values: identities and what the event says. What is known to be held and not released tells of it, and is none. */
const pointersOf = ({ values }: OpenedPart): readonly string[] => Object.keys(values).filter((pointer) => !pointer.startsWith('/held/'))

function fieldsOf(
  number: number,
  { proposals }: PackEvent,
  parts: readonly OpenedRow[],
  same: OneCase['input']['same'],
): readonly DraftField[] {
  return parts
    .flatMap((part) => {
      const proposal = proposals.find(
        ({ class: sensitivity, owner }) => sensitivity === part.class && owner === (same?.get(part.owner) ?? part.owner),
      )
      return proposal === undefined
        ? []
        : pointersOf(part).map((pointer): DraftField => ({
            ref: `${String(number)}${pointer}`,
            pointer,
            class: part.class,
            proposal: proposal.proposal,
            of_others: [...proposal.ofOthers],
            value: part.values[pointer],
            decision: null,
            reason: '',
          }))
    })
    .toSorted((left, right) => (left.pointer < right.pointer ? -1 : 1))
}

/** The newest words of safe contact that the pack gives. */
function contactSafety(events: readonly DraftEvent[]): ContactSafety | undefined {
  const newest = events.findLast(({ type }) => type === CONTACT_SAFETY)
  if (newest === undefined) return undefined
  const said = (name: string): unknown => newest.fields.find(({ pointer }) => pointer === `/details/${name}`)?.value
  const [unsafe, safe, shared, until] = ['unsafe_channels', 'safe_channel', 'shared_devices_risk', 'valid_until'].map(said)
  return {
    ...(typeof unsafe === 'string' ? { unsafe } : {}),
    ...(typeof safe === 'string' ? { safe } : {}),
    ...(typeof shared === 'boolean' ? { sharedDevices: shared } : {}),
    ...(typeof until === 'string' ? { validUntil: until } : {}),
  }
}

/** The parts of each event of a pack, opened, by its number. */
async function openedByEvent(deps: ReadDeps, { one, pack, rows }: Packed): Promise<readonly (readonly OpenedRow[])[]> {
  const opened = await openParts(deps, rows, eventIn(one.snapshot.logs))
  return pack.events.map(({ decision }) =>
    opened.filter(({ caseLog, sequence }) => caseLog === decision.caseLog && sequence === decision.sequence),
  )
}

function eventsOf(
  deps: ReadDeps,
  { one, pack }: Packed,
  opened: readonly (readonly OpenedRow[])[],
  reader: ComposedFor,
): readonly DraftEvent[] {
  const eventOf = eventIn(one.snapshot.logs)
  return pack.events.map((event, at): DraftEvent => {
    const { index } = eventOf(event.decision)
    const schema = deps.catalogue.types.get(index.type)
    return {
      number: at + 1,
      type: index.type,
      title: schema?.title ?? index.type,
      occurred: compose(index, [], event.decision, {
        schema,
        reader,
        eventId: () => undefined,
      }).occurred as Record<string, unknown>,
      agency: shownAgency(index.agency, one.snapshot.control.agencies.get(index.agency), event.decision.publisher).name,
      fields: [...fieldsOf(at + 1, event, opened[at] ?? [], one.input.same)],
    }
  })
}

/** What a decision on a draft is bound to: its request, and every field with its proposal and value. */
export const digestOf = (request: Pick<AccessRequest, 'id'>, events: readonly DraftEvent[]): string =>
  createHash('sha256')
    .update(
      canonicalJson({
        request: request.id,
        fields: events.flatMap(({ fields }) => fields.map(({ ref, proposal, value }) => [ref, proposal, JSON.stringify(value)])),
      }),
    )
    .digest('hex')

/** Says when a request is due, in words that stand by themselves. */
export function dueWords(request: AccessRequest): string {
  const due = dueOf({
    received: request.received,
    ...(request.identity === undefined ? {} : { identity: request.identity }),
    ...(request.pauses === undefined
      ? {}
      : { pauses: request.pauses.map(({ from, until }) => ({ from, ...(until === undefined ? {} : { until }) })) }),
    ...(request.extended === undefined ? {} : { extended: request.extended }),
  })
  return 'on' in due ? due.on : `not running: waiting for ${due.stopped}`
}

/** A draft, with what an export is composed from. */
export interface Pack {
  readonly draft: Draft
  /** An event's data of the given fields alone, as an answer has them. */
  readonly dataOf: (number: number, isGiven: (ref: string) => boolean) => Readonly<Record<string, unknown>>
}

/**
 * Makes the pack of an access request as it stands now: decided, put on record with what of it the data protection officer is shown, and only then opened to them.
 * Undefined where the case is not theirs to read for this. Throws ReadRefused `not-recorded`.
 */
export async function makePack(deps: ReadDeps, reader: ReaderCredential, request: AccessRequest): Promise<Pack | undefined> {
  const packed = await decided(deps, reader, request)
  const { at, one, pack, rows } = packed
  const opened = await openedByEvent(deps, packed)
  const decision = asDecision(pack)
  const record = await putOnRecord(deps, {
    at,
    action: PACK_ACTION,
    reader,
    purpose: PURPOSE,
    channel: 'extract',
    snapshot: one.snapshot,
    asked: request.case,
    page: { request: request.id, requester: request.requester, person: request.person },
    decision,
    rows,
  })
  if (decision.outcome !== 'permit') return undefined
  const composed = composedFor(deps, reader, PURPOSE, one.input)
  const events = eventsOf(deps, packed, opened, composed)
  const today = londonDate(Date.parse(at))
  const eventOf = eventIn(one.snapshot.logs)
  return {
    draft: {
      format: 'throughline-subject-access/1',
      request,
      record,
      made_at: at,
      digest: digestOf(request, events),
      due: dueWords(request),
      warnings: [...deliveryWarnings(request.requester, request.delivery, contactSafety(events), today)],
      types_left_out: [...deps.policy.leftOutOfPack(request.requester)],
      ...(request.requester === 'subject' ? { reply: NEITHER_CONFIRM_NOR_DENY } : {}),
      events: [...events],
    },
    dataOf: (number, isGiven) => {
      const event = pack.events[number - 1]
      if (event === undefined) return {}
      const { index } = eventOf(event.decision)
      const parts = (opened[number - 1] ?? []).map((part) => ({
        ...part,
        values: Object.fromEntries(Object.entries(part.values).filter(([pointer]) => isGiven(`${String(number)}${pointer}`))),
      }))
      return compose(index, parts, event.decision, {
        schema: deps.catalogue.types.get(index.type),
        reader: composed,
        eventId: () => undefined,
      })
    },
  }
}
