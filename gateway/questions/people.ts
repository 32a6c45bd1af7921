import { sql } from 'kysely'
import { namesOf, personEvidence } from '../../core/linking/evidence.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import { caseLogIdOf, personIdOf, type CaseLogId, type PersonId } from '../../schemas/ids.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import { readCases, type CaseSnapshot } from '../read/snapshot.ts'
import type { QuestionDeps } from './deps.ts'

/** Somebody as who asks names them. In the body of a request, never in an address. */
export interface NamedPerson {
  readonly given_name?: string
  readonly family_name?: string
  readonly birth_date?: string
  readonly identifier?: { readonly scheme: string; readonly value: string }
}

/** A person of a case, by the id that stands for them there. */
export interface PersonOfCase {
  readonly person: PersonId
  /** A log of the case. */
  readonly caseLog: CaseLogId
}

/** Somebody who may be meant, without a name: which case, in what part, and what of the question is theirs. */
export interface Candidate {
  /** Stands for the person in the next question; for who asked alone. */
  readonly person: string
  /** Id of the case for the agency of who asks. */
  readonly case: string
  readonly role: string
  /** What matched: `name` (with the date of birth), `full_name`, or the scheme of an identifier. */
  readonly matched: readonly string[]
  /** How many entries of the case name them. */
  readonly entries: number
}

interface FoundRow {
  readonly person: PersonId
  readonly caseLog: CaseLogId
  readonly role: string
  readonly kind: string
}

/** Keyed tokens of what is said of somebody: of a name with its date of birth where there is one, else of the full name; and of an identifier. */
export function tokensOf(linking: Buffer, { identifier, ...named }: NamedPerson): readonly string[] {
  const said = { key: '', ...named, identifiers: identifier === undefined ? [] : [identifier] }
  const { spellings = [], full_name: fullName, ...evidence } = personEvidence(linking, said, 'adult')
  const names = namesOf({ ...evidence, full_name: fullName, spellings })
  const alone = [
    ...(fullName === null ? [] : [fullName]),
    ...spellings.filter(({ kind }) => kind === 'full_name').map(({ token }) => token),
  ]
  return [...evidence.identifiers.map(({ token }) => token), ...(named.birth_date === undefined ? alone : names)]
}

const withTokens = async (tx: ReadStoreTx, tokens: readonly string[]): Promise<readonly FoundRow[]> =>
  tokens.length === 0
    ? []
    : (
        await sql<FoundRow>`select found_person as person, found_case_log as "caseLog", found_role as role, found_kind as kind
          from people_with(${tokens}::text[]) order by 2, 1, 4`.execute(tx)
      ).rows

const scopeOf = (reader: ReaderCredential): readonly string[] => ['audit-person', staffOf(reader)]

/** What stands for a person of a case in the questions of one reader. */
export const personReference = (
  { reads: { cursors } }: QuestionDeps,
  reader: ReaderCredential,
  { person, caseLog }: PersonOfCase,
): string => cursors.seal(scopeOf(reader), `${person} ${caseLog}`)

/** The person that a reference stands for; undefined where it is none of this reader's. */
export function referredPerson(
  { reads: { cursors } }: QuestionDeps,
  reader: ReaderCredential,
  reference: string,
): PersonOfCase | undefined {
  const [person, caseLog] = cursors.open(scopeOf(reader), reference)?.split(' ') ?? []
  return person === undefined || caseLog === undefined ? undefined : { person: personIdOf(person), caseLog: caseLogIdOf(caseLog) }
}

const caseOf = ({ cases }: CaseSnapshot, log: CaseLogId) => cases.find(({ logs }) => logs.some(({ caseLog }) => caseLog === log))

/** Every id that a person has in their case. */
export function idsOf(snapshot: CaseSnapshot, { person, caseLog }: PersonOfCase): readonly string[] {
  const same = caseOf(snapshot, caseLog)?.same ?? new Map<string, PersonId>()
  const standing = same.get(person) ?? person
  return [standing, ...[...same].flatMap(([id, into]) => (into === standing ? [id] : []))]
}

/** The people of the record whom a name or an identifier may mean, each once per case. */
export async function findPeople(deps: QuestionDeps, reader: ReaderCredential, named: NamedPerson): Promise<readonly Candidate[]> {
  const { reads } = deps
  return readSnapshot(reads.readStore.db, async (tx) => {
    const rows = await withTokens(tx, tokensOf(reads.secrets.linking, named))
    const snapshot = await readCases(tx, reads, [...new Set(rows.map(({ caseLog }) => caseLog))])
    const each = rows.flatMap((row) => {
      const found = caseOf(snapshot, row.caseLog)
      return found === undefined ? [] : [{ ...row, found, standing: found.same.get(row.person) ?? row.person }]
    })
    return [...Map.groupBy(each, ({ found, standing }) => `${found.caseLog} ${standing}`).values()].flatMap((of): readonly Candidate[] => {
      const [first] = of
      if (first === undefined) return []
      const one = { person: first.standing, caseLog: first.found.caseLog }
      const ids = new Set(idsOf(snapshot, one))
      const entries = first.found.logs
        .flatMap(({ events }) => events)
        .filter(({ index }) => ids.has(index.subject) || index.harmed.some(({ person }) => ids.has(person)))
      return [
        {
          person: personReference(deps, reader, one),
          case: reads.caseIds.outside(reader.agency, one.caseLog),
          role: first.role,
          matched: [...new Set(of.map(({ kind }) => kind))].sort(),
          entries: entries.length,
        },
      ]
    })
  })
}
