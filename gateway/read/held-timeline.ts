import { decideInSlices } from './decide-cases.ts'
import { decideTimeline, type AskedTimeline, type DecidedTimeline } from './decided-timeline.ts'
import type { ReadDeps } from './deps.ts'
import { readVersion, versionOf } from './snapshot.ts'

/** A timeline that was decided and is looked at again: what it rests on, and what would be different. */
export interface HeldTimeline {
  readonly timeline: DecidedTimeline
  /** Of the logs that it rests on. */
  readonly version: string
  /** Of what the reader is given; the same as long as the reader is given the same. */
  readonly signature: string
  /** When it was last decided (milliseconds since the Unix epoch). */
  readonly decidedAt: number
}

/** The passing of time is looked at once a second: no consent, approval or emergency ends more precisely. */
const TIME_MS = 1_000

/** Everything that the items of a timeline are made of, but for what their parts say; the hashes of the parts stand for that. */
const signatureOf = ({ page, rows, marks, mask, notInEffect, snapshot: { control } }: DecidedTimeline): string =>
  JSON.stringify([
    page.events.map((event) => [event.id, event.decision, marks(event), control.agencies.get(event.index.agency)]),
    rows.map(({ caseLog, sequence, owner, class: sensitivity, form, hash }) => [
      caseLog,
      sequence,
      owner,
      sensitivity,
      form,
      hash.toString('hex'),
    ]),
    mask.names,
    [...notInEffect],
  ])

/** Decides a timeline, to look at it again later. */
export async function holdTimeline(deps: ReadDeps, asked: AskedTimeline): Promise<HeldTimeline> {
  const timeline = await decideTimeline(deps, asked)
  return { timeline, version: versionOf(timeline.snapshot), signature: signatureOf(timeline), decidedAt: Date.parse(timeline.at) }
}

/** What was held, where a read now would find the same: nothing that it rests on has changed, and time alone has changed no decision. Else undefined. */
export async function stillHeld(deps: ReadDeps, held: HeldTimeline): Promise<HeldTimeline | undefined> {
  const {
    timeline: { snapshot, input, decision },
    version,
    decidedAt,
  } = held
  if (
    (await readVersion(
      deps.readStore.db,
      deps,
      snapshot.logs.map(({ caseLog }) => caseLog),
    )) !== version
  )
    return undefined
  const now = deps.clock.now()
  if (now - decidedAt < TIME_MS) return held
  const again = await decideInSlices(deps.policy, { ...input, now: new Date(now).toISOString() })
  return JSON.stringify(again) === JSON.stringify(decision) ? { ...held, decidedAt: now } : undefined
}
