import type { Response } from 'express'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import { Problem } from '../api/problem.ts'
import type { ReadDeps } from '../read/deps.ts'
import { firstPage } from './first-page.ts'
import type { Render } from './render.ts'
import { roleWords } from './role-words.ts'
import { timeWords } from './timeline/dates.ts'
import { visitIfAny, type Visit } from './visit.ts'

export interface CasePages {
  readonly reads: ReadDeps
  readonly catalogue: Catalogue
  readonly render: Render
}

/** Purposes that are not read on the screen (D.1 step 4): extracts and counts. */
const NOT_ON_SCREEN: ReadonlySet<string | undefined> = new Set([undefined, 'evaluation_research', 'subject_access', 'service_mapping'])
const SECOND = 1000

/** What every page for a signed-in person has: who reads, for what, what forms carry and show as written, and when the visit ends. */
export const frame = (
  { session, agency, token, ends, left, isLast, typed }: Visit,
  catalogue: Catalogue,
): Readonly<Record<string, unknown>> => ({
  reader: session.reader,
  role: roleWords(session.reader.role),
  agencyName: agency,
  csrf: token,
  typed,
  purpose: catalogue.codeLists.get('purpose')?.codes.find(({ code }) => code === session.purpose)?.label,
  readsCases: !NOT_ON_SCREEN.has(session.purpose),
  audits: firstPage(session.reader.role, session.purpose) === '/audit',
  visit: { ends: timeWords(ends), seconds: Math.max(0, Math.floor(left / SECOND)), isLast },
})

/** The same on a page that anybody may see, where somebody is signed in. */
export const frameIfAny = (response: Response, catalogue: Catalogue): Readonly<Record<string, unknown>> => {
  const visit = visitIfAny(response)
  return visit === undefined ? {} : frame(visit, catalogue)
}

/** The purpose that the reader chose. */
export const purposeOf = ({ session }: Visit): string => {
  if (session.purpose === undefined) throw new Problem('deny_role_purpose')
  return session.purpose
}
