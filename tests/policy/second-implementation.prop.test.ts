import { describe, expect, it } from '@jest/globals'
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { decidePlainly } from '../reference-policy/decide-plainly.ts'
import { ASKED_SEQUENCE, inputFor, partOfField, readCases, type ReadCase } from './read-case.ts'

const REQUESTS = 20_000
const folder = join(import.meta.dirname, '../reference-policy')
const command = join(folder, 'run.ts')
/** What sets the two side by side; the rest is the second implementation and its made-up cases. */
const COMPARING = ['compare.ts', 'mutants.ts', 'run.ts']

const cases = readCases(join(import.meta.dirname, '../fixtures/read-cases.jsonl'))
const WORDS = { shown: 'visible', reduced: 'visible_redacted', tombstone: 'tombstone' } as const
const FORMS = { plain: 'A', reduced: 'R' } as const

/** What the second implementation answers to a read case: in its words, and the form of the part that each field is in. */
function answerTo(readCase: ReadCase): unknown {
  const input = inputFor(readCase)
  const { outcome, events } = decidePlainly(input)
  const event = events.find(({ sequence }) => sequence === ASKED_SEQUENCE)
  if (outcome !== 'permit' || event === undefined) return { comes: outcome === 'permit' ? 'hidden' : outcome, fields: {} }
  const fields = Object.keys(readCase.expect_fields).map((field) => {
    const { owner, class: sensitivity } = partOfField(readCase.event_type, field, input)
    const part = event.parts.find((other) => other.owner === owner && other.class === sensitivity)
    return [field, part === undefined ? 'W' : FORMS[part.form]]
  })
  return { comes: WORDS[event.effect], fields: Object.fromEntries(fields) as unknown }
}

/** What is to be weighed is not released; of a do-not-contact concern what is left of RISK is for its reduced form to say. */
const asForm = ({ ctx, expect_fields: fields }: ReadCase): unknown =>
  Object.fromEntries(
    Object.entries(fields).map(([field, effect]) => [
      field,
      effect === 'P' ? 'W' : field === 'concern_codes' && ctx.do_not_contact === true && effect === 'W' ? 'R' : effect,
    ]),
  )

describe('a second implementation of the decision, from the domain model alone', () => {
  it('takes nothing but types from the policy and from the fold of a case', () => {
    const files = readdirSync(folder).filter((file) => !COMPARING.includes(file))
    const lines = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
    const imports = lines.filter((line) => /from '.*\/(gateway|core\/case)\//.test(line))
    expect(imports.length).toBeGreaterThan(0)
    expect(imports.filter((line) => !line.startsWith('import type '))).toEqual([])
  })

  it.each(cases.map((readCase) => [readCase.id, readCase] as const))('answers %s as the domain model does', (_id, readCase) => {
    expect(answerTo(readCase)).toEqual({ comes: readCase.expect, fields: asForm(readCase) })
  })

  it('agrees on every one of 20,000 random requests', async () => {
    // A process of its own: it is what the documentation names, and decides faster than here.
    const options = ['--disable-warning=ExperimentalWarning', command, '--requests', String(REQUESTS), '--seed', '6']
    const { stdout } = await promisify(execFile)(process.execPath, options)
    console.info(stdout.trim())
    const told = /^(\d+) requests agreed, (\d+) permitted, \d+ events and (\d+) parts/m.exec(stdout)
    const [, agreed, permitted, parts] = told ?? []
    expect(Number(agreed)).toBe(REQUESTS)
    expect(Number(permitted)).toBeGreaterThan(REQUESTS / 3)
    expect(Number(parts)).toBeGreaterThan(REQUESTS)
  }, 120_000)
})
