import { readFileSync } from 'node:fs'
import cedar from '@cedar-policy/cedar-wasm/nodejs'
import { describe, expect, it } from '@jest/globals'
import { heardByClasses, namesFor, onlyTrue } from '../../../policy/facts/facts.ts'
import { FACTS } from '../../../policy/facts/table.ts'

/** The facts that the Cedar schema of this installation names. */
function factsOfSchema(): readonly string[] {
  const read = cedar.schemaToJson(readFileSync(new URL('../../../policy/cedar/schema.cedarschema', import.meta.url), 'utf8'))
  if (read.type === 'failure') throw new Error('The schema is not Cedar.')
  const fact = read.json['']?.entityTypes.Fact
  return fact !== undefined && 'enum' in fact ? fact.enum : []
}

describe('the table of facts', () => {
  it('has every fact that the Cedar schema names, and no policy hears of another but of what the first engine alone knew', () => {
    const heard = new Set(FACTS.filter(({ heardBy }) => heardBy.length > 0).map(({ name }) => name as string))
    heard.delete('own_event')
    expect([...heard].toSorted()).toEqual(factsOfSchema().toSorted())
  })

  it('has one row for each name of a scope', () => {
    const rows = FACTS.map(({ scope, name }) => `${scope} ${name}`)
    expect(rows).toEqual([...new Set(rows)])
  })

  it('tells apart two things that differ in any one fact, and has one object for equal facts: nothing is kept by a place in a list', () => {
    for (const scope of ['event', 'class'] as const) {
      const names = FACTS.filter((row) => row.scope === scope).map(({ name }) => name as never)
      const each = names.map((name) => onlyTrue(scope, [name]))
      expect(new Set([onlyTrue(scope, []), ...each]).size).toBe(each.length + 1)
      expect(new Set(names.map((name) => onlyTrue(scope, [name])))).toEqual(new Set(each))
      expect(onlyTrue(scope, names)).toBe(onlyTrue(scope, names.toReversed()))
    }
  })

  it('tells classes apart by every fact of their event that a question about a class hears, and by no other', () => {
    const ofEvents = FACTS.filter((row) => row.scope === 'event')
    const keys = ofEvents.map(
      ({ name, heardBy }) => [heardBy.some((question) => question === 'class'), heardByClasses(onlyTrue('event', [name]))] as const,
    )
    const heard = keys.filter(([isHeard]) => isHeard).map(([, key]) => key)
    expect(new Set([0, ...heard]).size).toBe(heard.length + 1)
    expect(keys.filter(([isHeard, key]) => !isHeard && key !== 0)).toEqual([])
  })

  it('tells a question of the facts that it hears, and of no other', () => {
    const event = onlyTrue('event', ['gone', 'objection', 'mixed'])
    expect(namesFor('event', { event })).toEqual(['gone'])
    expect(namesFor('class', { event, class: onlyTrue('class', ['approved']) })).toEqual(['approved', 'objection'])
  })
})
