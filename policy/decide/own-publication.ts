import type { CaseEvent } from '../../core/case/case-events.ts'
import { partsOf } from '../../core/parts/classes.ts'
import { hasReducedForm } from '../../core/parts/reduce.ts'
import type { FactName } from '../facts/facts.ts'
import { isLate } from './dates.ts'
import { withOwnIds } from './decide.ts'
import { matrixOf } from './role-matrix.ts'
import { readingOf, readingOfOne, type Reading } from '../facts/reading.ts'
import type { Release } from '../release/load.ts'
import type { DecisionInput } from '../facts/input.ts'
import type { Decision, DisclosedPart } from './decision.ts'

/** Roles that open nothing of what their agency published: operators of the service, and evaluators (D.11). */
const NEVER: ReadonlySet<string> = new Set(['system_admin', 'evaluator'])

/** An event of the reader's own agency that the reader wants to open. */
export interface AskedPublication {
  readonly system: string
  readonly event_id: string
  readonly type: string
  /** The agency has named the reader for what it published. */
  readonly isNamed: boolean
  /** In a case: what is decided over has it. */
  readonly isInCase: boolean
}

const FACES_PERPETRATOR: readonly FactName<'class'>[] = ['faces_perpetrator']
const REFUSED: Decision = { outcome: 'not_found', events: [] }

/** In what form a role gets a class of its own agency's events: the floors alone limit it (D.10 field 6). Undefined: in none. */
export function publicationForm(release: Release, role: string, sensitivity: string): DisclosedPart['form'] | undefined {
  const facts = release.roles.perpetrator_facing.includes(role) ? FACES_PERPETRATOR : []
  const may = (action: string): boolean =>
    release.authorize({ about: 'class', role, action, resource: sensitivity, values: { purpose: '', cell: 'A', cap: 'A' }, facts })
  if (may('show')) return 'plain'
  return may('reduce') && hasReducedForm(sensitivity) ? 'reduced' : undefined
}

/** Whether a role may know that there is an event of a type: not where its key class is withheld from the role for every purpose that it has. */
export function seesPublications(release: Release, role: string, type: string): boolean {
  const key = release.types.get(type)?.keyClass
  if (key === undefined || NEVER.has(role) || release.roles.roles[role] === undefined) return false
  const cells = matrixOf(release, role).find((row) => row.class === key)?.cells ?? []
  return cells.length === 0 || cells.some(({ effect }) => effect !== 'W')
}

/** Allocated to a harmed person whom the event names: access to the whole case is none to her. */
const isHerWorker = ({ access }: Reading, { index }: CaseEvent): boolean =>
  access.some(({ kind, people }) => kind === 'allocated' && index.harmed.some(({ person }) => people.includes(person)))

const partsFor = (release: Release, role: string, { index }: CaseEvent): readonly DisclosedPart[] =>
  partsOf({ details: release.types.get(index.type)?.details ?? [] }, index).flatMap(({ owner, class: sensitivity }) => {
    const form = publicationForm(release, role, sensitivity)
    return form === undefined ? [] : [{ owner, class: sensitivity, form }]
  })

/** Whether the reader is barred from a case; never of an event that is in none. */
export function isBarred(release: Release, input: DecisionInput): boolean {
  return readingOf(release, input).blocked
}

/**
 * Decides whether somebody opens an event of their own agency (D.11, 1): named by the agency, or allocated to a harmed person of it. Blocks, the floors of
 * roles that face the perpetrator and the key class by role hold; what she wishes and what others publish does not act. Every refusal is one.
 */
export function decidePublication(release: Release, input: DecisionInput, asked: AskedPublication): Decision {
  const {
    same = new Map<string, never>(),
    request: { reader },
  } = input
  if (!seesPublications(release, reader.role, asked.type)) return REFUSED
  if (!asked.isInCase) return asked.isNamed ? { outcome: 'permit', events: [] } : REFUSED
  const reading = readingOfOne(release, input)
  const event = reading.state.events.all
    .filter(({ index }) => index.agency === reader.agency && index.system === asked.system && index.event_id === asked.event_id)
    .toSorted((one, other) => Number(one.left === true) - Number(other.left === true))[0]
  if (event?.index.type !== asked.type || reading.blocked || !(asked.isNamed || isHerWorker(reading, event))) return REFUSED
  const decision: Decision = {
    outcome: 'permit',
    events: [
      {
        caseLog: event.caseLog,
        sequence: event.sequence,
        effect: 'shown',
        parts: partsFor(release, reader.role, event),
        dates: 'exact',
        publisher: 'named',
        late: isLate(event.index),
        corrected: reading.state.isCorrected(event),
      },
    ],
  }
  return same.size === 0 ? decision : withOwnIds(decision, input.logs, same)
}
