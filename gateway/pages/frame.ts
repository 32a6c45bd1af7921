import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import { Problem } from '../api/problem.ts'
import type { ReadDeps } from '../read/deps.ts'
import type { Render } from './render.ts'
import type { Visit } from './visit.ts'

export interface CasePages {
  readonly reads: ReadDeps
  readonly catalogue: Catalogue
  readonly render: Render
}

/** What every page for a signed-in person has in its header. */
export const frame = ({ session }: Visit, catalogue: Catalogue): Readonly<Record<string, unknown>> => ({
  reader: session.reader,
  csrf: session.csrf,
  purpose: catalogue.codeLists.get('purpose')?.codes.find(({ code }) => code === session.purpose)?.label,
})

/** The purpose that the reader chose. */
export const purposeOf = ({ session }: Visit): string => {
  if (session.purpose === undefined) throw new Problem('deny_role_purpose')
  return session.purpose
}
