import { describe, expect, it } from '@jest/globals'
import { buildIndex } from '../../../core/case/build-index.ts'
import { forOwnSystem, ownEvent, waitingContent } from '../../../core/publications/own-event.ts'
import { splitParts } from '../../../core/parts/split.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { createEventChecker } from '../../../schemas/codec/check.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { loadExamples } from '../../../schemas/catalogue/examples.ts'
import { caseLogNamed, personNamed } from '../../fixtures/ids.ts'

const catalogue = loadCatalogue()
const check = createEventChecker(catalogue)
const examples = [...loadExamples()].map(([type, example]): readonly [string, AgencyEvent] => {
  const checked = check(example)
  if (!checked.ok) throw new Error(`The example of ${type} is not valid.`)
  return [type, checked.value]
})
/** Without what says nothing, in one order: as JSON that may be compared. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (_, inner: unknown) => (inner === null ? undefined : inner)))

describe.each(examples)('an own event of type %s', (type, event) => {
  const schema = catalogue.types.get(type)
  if (schema === undefined) throw new Error(`No schema of ${type}.`)
  const publishedAt = '2026-01-11T09:00:00.000Z'
  const people = [personNamed('subject-id'), ...event.data.harmed.map((_, at) => `harmed-id-${String(at)}`).map(personNamed)]
  const inCase = {
    index: buildIndex(schema, event, {
      caseLog: caseLogNamed('case'),
      epoch: 3,
      publishedAt: Date.parse(publishedAt),
      people,
      proceedings: [],
      secret: Buffer.alloc(32, 1),
    }),
    parts: splitParts(schema, event, people).map((part) => ({ ...part, form: 'plain' as const })),
  }

  it('is read whole', () => {
    const { id, source, data } = event
    expect(plain(ownEvent(inCase, schema, forOwnSystem(event.agency)))).toEqual(
      plain({ specversion: '1.0', id, source, type, time: data.recorded_at, data }),
    )
  })

  it('is the same, to the byte, in a case and while it waits', () => {
    expect(JSON.stringify(ownEvent(waitingContent(schema, event, publishedAt), schema, forOwnSystem(event.agency)))).toBe(
      JSON.stringify(ownEvent(inCase, schema, forOwnSystem(event.agency))),
    )
  })
})
