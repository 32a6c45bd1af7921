import type { AgencyId } from '../../../schemas/ids.ts'
import type { IndexPart } from '../index-part.ts'
import { isOpenerKind } from '../pairs.ts'
import { maracsNamed, REFERRING } from '../receiving-marac.ts'

/** What the events of a case are found by. A key says one thing that a rule may ask for. */
export const key = {
  ofType: (type: string): string => `type\n${type}`,
  ofId: (eventId: string): string => `id\n${eventId}`,
  correcting: (eventId: string): string => `corrects\n${eventId}`,
  about: (type: string, eventId: string): string => `about\n${type}\n${eventId}`,
  byAgency: (agency: AgencyId, type: string): string => `agency\n${agency}\n${type}`,
  agencyNaming: (agency: AgencyId, person: string): string => `names\n${agency}\n${person}`,
  agencyQuoting: (agency: AgencyId, kind: string, token: string): string => `quotes\n${agency}\n${kind}\n${token}`,
  typeQuoting: (type: string, kind: string, token: string): string => `proceeding\n${type}\n${kind}\n${token}`,
  bringingTo: (marac: string): string => `brings\n${marac}`,
  adult: (person: string): string => `adult\n${person}`,
  child: (person: string): string => `child\n${person}`,
  childWith: (child: string, adult: string): string => `child\n${child}\n${adult}`,
} as const

/** The key of a proceeding that an event may take its pair from. */
export const openerKey = (kind: string, token: string): string => `${kind} ${token}`

/** The proceedings that an event may take its pair from, as `openerKey` writes them. */
export const openerKeys = ({ proceedings }: IndexPart): readonly string[] =>
  proceedings.filter(({ kind }) => isOpenerKind(kind)).map(({ kind, token }) => openerKey(kind, token))

const ABOUT: ReadonlySet<string> = new Set(['record.retracted', 'record.erased'])

/** Every key under which an event is found, each once. */
export function keysOf(index: IndexPart): ReadonlySet<string> {
  const { agency, type, event_id: id, harmed, proceedings, corrects } = index
  const adults = harmed.filter(({ role }) => role !== 'child').map(({ person }) => person)
  const children = harmed.filter(({ role }) => role === 'child').map(({ person }) => person)
  return new Set([
    key.ofType(type),
    key.ofId(id),
    key.byAgency(agency, type),
    ...(corrects === null ? [] : [key.correcting(corrects)]),
    ...(ABOUT.has(type)
      ? index.facts.filter(({ field }) => field === 'target_event').flatMap(({ values }) => values.map((target) => key.about(type, target)))
      : []),
    ...harmed.map(({ person }) => key.agencyNaming(agency, person)),
    ...proceedings.flatMap(({ kind, token }) => [key.agencyQuoting(agency, kind, token), key.typeQuoting(type, kind, token)]),
    ...(REFERRING.includes(type) ? maracsNamed(index).map(key.bringingTo) : []),
    ...adults.map(key.adult),
    ...children.flatMap((child) => [key.child(child), ...adults.map((adult) => key.childWith(child, adult))]),
  ])
}

/**
 * What an event hands on to those that name nobody and quote the same proceeding: events of one signature hand on the same, so that one of them is enough.
 * An event that refers to its own id means something else by that than another does.
 */
export function signatureOf(index: IndexPart): string {
  const { harmed, references, agency, system, event_id: id } = index
  if (harmed.length > 0) return JSON.stringify(harmed.map(({ person }) => person).sort())
  return JSON.stringify([agency, system, openerKeys(index).toSorted(), references.toSorted(), ...(references.includes(id) ? [id] : [])])
}
