import { meant, numberedAfter, ofType, values, type Asked, type Said } from './record.ts'

/** What became of the events of a case (E). */
export interface Fates {
  readonly replaced: ReadonlySet<Said>
  readonly retracted: ReadonlySet<Said>
  readonly erased: ReadonlySet<Said>
}

const STATEMENTS = ['record.corrected', 'record.contested', 'record.retracted', 'record.erased']
export const isStatement = ({ index }: Said): boolean => STATEMENTS.includes(index.type)

/** What a statement is rightly about: its publisher's own, anything for the operator of the bus, anything for whoever contests (G10). */
export function targetsOf(asked: Asked, statement: Said): readonly Said[] {
  const operator = asked.input.agencies.get(statement.index.agency)?.type === 'bus_operator'
  return values(statement, 'target_event')
    .flatMap((id) => meant(asked, id, statement))
    .filter(
      (target) =>
        target !== statement && (statement.index.type === 'record.contested' || operator || target.index.agency === statement.index.agency),
    )
}

/** Earlier versions that an event replaces: the same agency sends the same type again in full. */
const replacedBy = (asked: Asked, event: Said): readonly Said[] =>
  event.index.corrects === null || event.left
    ? []
    : meant(asked, event.index.corrects, event).filter(
        (target) => target !== event && target.index.agency === event.index.agency && target.index.type === event.index.type,
      )

const publishedAfter = (one: Said, other: Said): boolean =>
  one.index.published_at === other.index.published_at ? numberedAfter(one, other) : one.index.published_at > other.index.published_at

/** Everything that is a version of the same event: whatever corrections lead to, in either direction. */
function versionsWith(start: Said, steps: readonly (readonly [Said, Said])[]): ReadonlySet<Said> {
  const group = new Set([start])
  for (const found of group) {
    for (const [newer, older] of steps) {
      if (newer === found) group.add(older)
      if (older === found) group.add(newer)
    }
  }
  return group
}

/** All versions but the latest: the one that none replaces, of several the one published last. */
function replacedVersions(asked: Asked): ReadonlySet<Said> {
  const steps = asked.said.flatMap((event) => replacedBy(asked, event).map((older) => [event, older] as const))
  const replaced = new Set<Said>()
  for (const [newer] of steps) {
    const group = [...versionsWith(newer, steps)]
    const heads = group.filter((version) => !steps.some(([, older]) => older === version))
    const among = heads.length > 0 ? heads : group
    const latest = among.find((version) => among.every((other) => other === version || publishedAfter(version, other)))
    for (const version of group) if (version !== latest) replaced.add(version)
  }
  return replaced
}

export function fatesOf(asked: Asked): Fates {
  const replaced = replacedVersions(asked)
  const aimedAt = (type: string) =>
    new Set(
      ofType(asked, type)
        .filter((statement) => !replaced.has(statement))
        .flatMap((statement) => targetsOf(asked, statement)),
    )
  return { replaced, retracted: aimedAt('record.retracted'), erased: aimedAt('record.erased') }
}

/** Replaced and retracted events, and those of another case, say nothing any more. */
export const stands = ({ replaced, retracted }: Fates, event: Said): boolean => !event.left && !replaced.has(event) && !retracted.has(event)
/** Stands, and its content is there. */
export const lives = (fates: Fates, event: Said): boolean => stands(fates, event) && !fates.erased.has(event)
