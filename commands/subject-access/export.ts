import { createHash } from 'node:crypto'
import { isGiven } from '../../core/subject-access/decisions.ts'
import { fieldsOf, type Draft } from '../../gateway/subject-access/draft.ts'
import type { Pack } from '../../gateway/subject-access/pack.ts'
import { printable, type GivenEvent } from './printable.ts'

/** A pack as it is handed over: a file to read by machine, and one to print. */
export interface PackFiles {
  readonly json: string
  readonly html: string
  /** Of the JSON, hex. */
  readonly sha256: string
}

/** What is handed over: the fields that were given and nothing of the others, not even that there were any. Fields that two people decided are those of the approved draft. */
export function exportOf(
  draft: Draft,
  { dataOf }: Pack,
  { approval, due }: { readonly approval: string; readonly due: string },
): PackFiles {
  const given = new Set(
    fieldsOf(draft)
      .filter(isGiven)
      .map(({ ref }) => ref),
  )
  const entries = draft.events
    .filter(({ fields }) => fields.some(({ ref }) => given.has(ref)))
    .map(({ number, title, agency }): GivenEvent => ({ title, agency, data: dataOf(number, (ref) => given.has(ref)) }))
  const content = {
    request: draft.request.id,
    received: draft.request.received,
    due,
    approved: approval,
    entries,
    ...(draft.reply === undefined ? {} : { letter: draft.reply }),
  }
  const json = `${JSON.stringify(content, null, 2)}\n`
  return { json, html: printable(content), sha256: createHash('sha256').update(json).digest('hex') }
}
