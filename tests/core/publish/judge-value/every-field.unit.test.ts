import { describe, expect, it } from '@jest/globals'
import { createValueJudge } from '../../../../core/publish/judge-value.ts'
import { catalogue, everyType, LATER, typeOf } from '../published.ts'
import { sitesOf, withAt } from '../schema-sites.ts'

const judge = createValueJudge(catalogue)
const refusal = (event: unknown): readonly string[] => {
  const judged = judge(event, (agency) => ({ agency, type: typeOf(agency) }), LATER)
  return judged.status === 'accepted' ? ['accepted'] : judged.errors.map(({ code, pointer }) => `${code} ${pointer}`)
}

/** One event of each type, the one with most to say. */
const examples = [...Map.groupBy(everyType, ({ type }) => type).values()].map((events) =>
  events.reduce((one, other) => (JSON.stringify(other).length > JSON.stringify(one).length ? other : one)),
)
const sites = examples.flatMap((event) => sitesOf(catalogue.types.get(event.type)?.source, event.data).map((site) => ({ event, ...site })))

describe('an event of every type', () => {
  it('is refused without any one of its required fields, which is named', () => {
    const required = sites.filter((site) => site.required)
    for (const { event, path } of required)
      expect([event.type, refusal({ ...event, data: withAt(event.data, path, undefined) })]).toEqual([
        event.type,
        [`G03 /data/${path.join('/')}`],
      ])
    for (const event of examples)
      for (const name of ['specversion', 'id', 'source', 'type', 'time', 'data'])
        expect([event.type, refusal(withAt(event, [name], undefined))]).toEqual([event.type, [`G03 /${name}`]])
    process.stdout.write(`required fields removed: ${String(required.length + 6 * examples.length)}, of ${String(examples.length)} types\n`)
    expect(examples).toHaveLength(73)
    expect(required.length).toBeGreaterThan(1_000)
  })

  it('is refused with nonsense in the place of any one of its codes, which is named', () => {
    const coded = sites.filter((site) => site.coded)
    for (const { event, path, list } of coded) {
      const at = list ? [...path, 0] : path
      const nonsense = withAt(event.data, path, list ? ['PLANTED_nonsense'] : 'PLANTED_nonsense')
      expect([event.type, refusal({ ...event, data: nonsense })]).toEqual([event.type, [`G05 /data/${at.join('/')}`]])
    }
    process.stdout.write(`codes replaced by nonsense: ${String(coded.length)}\n`)
    expect(coded.length).toBeGreaterThan(1_000)
  })
})
