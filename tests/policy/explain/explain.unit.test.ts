import { describe, expect, it } from '@jest/globals'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { decide } from '../../../policy/decide/decide.ts'
import { explain } from '../../../policy/explain/explain.ts'
import { currentReleaseFiles } from '../../../policy/release/files.ts'
import { caseLogNamed } from '../../fixtures/ids.ts'
import { adult, catalogue, inputOf, linked, PERSON, release, requestOf, token } from '../case-builder.ts'
import { readChronology } from '../chronology.ts'

const folder = join(import.meta.dirname, '../../../demo')
const names = readdirSync(join(folder, 'expected'))
  .map((file) => file.replace('.json', ''))
  .sort()

describe.each(names)('the explanation of every event of %s', (name) => {
  const chronology = readChronology(folder, name)

  it.each(Object.keys(chronology.expected.views))('is what %s gets of it', (view) => {
    const input = chronology.inputOf(view)
    const decision = decide(release, input)
    const decided = new Map(decision.events.map((event) => [event.sequence, event]))
    for (const { caseLog, events } of input.logs) {
      for (const { sequence } of events) {
        const { outcome, effect, parts } = explain(release, input, { caseLog, sequence })
        expect(outcome).toBe(decision.outcome)
        expect(effect).toBe(decided.get(sequence)?.effect)
        expect(
          parts
            .filter(({ form }) => form !== 'withheld')
            .map(({ owner, class: sensitivity, form }) => ({ owner, class: sensitivity, form })),
        ).toEqual(decided.get(sequence)?.parts ?? [])
      }
    }
  })
})

describe('an explanation', () => {
  const event = { type: 'behaviour.incident-recorded', harmed: [adult(PERSON.one)] }
  const read = (role: string, purpose: string, link: 'listed' | 'none' = 'listed') =>
    inputOf(requestOf(role, purpose), [...(link === 'listed' ? [linked(token('reader'), 'listed')] : []), event])
  const of = (input: ReturnType<typeof read>) =>
    explain(release, input, { caseLog: input.logs[0]?.caseLog ?? caseLogNamed(''), sequence: input.logs[0]?.events.at(-1)?.sequence ?? 0 })

  it('names the policies behind each part: those that let it be seen, or those that forbid it', () => {
    const { request, parts } = of(read('programme_facilitator', 'perpetrator_intervention'))
    expect(request.flatMap(({ policies }) => policies)).toEqual(
      expect.arrayContaining(['role-purpose.held', 'channel.live', 'block.none', 'link.listed']),
    )
    const voice = parts.find(({ class: sensitivity }) => sensitivity === 'VIC_VOICE')
    expect([voice?.form, voice?.steps.find(({ action }) => action === 'show')?.policies]).toEqual([
      'withheld',
      expect.arrayContaining(['floor.words']),
    ])
    const behaviour = parts.find(({ class: sensitivity }) => sensitivity === 'BEHAV')
    expect(behaviour?.fields).toContain('tactics')
  })

  it('names the request that was refused', () => {
    const refused = of(read('idva', 'bail_decision'))
    expect([refused.outcome, refused.request.at(-1)?.allowed, refused.request.at(-1)?.action]).toEqual([
      'deny_role_purpose',
      false,
      'invoke',
    ])
    expect(of(read('idva', 'victim_safety_planning', 'none')).outcome).toBe('not_found')
  })

  it('has words for every policy, and for readers of those that permit alone', () => {
    const texts = [...currentReleaseFiles(catalogue)]
      .filter(([path]) => path.endsWith('.cedar'))
      .map(([, text]) => text)
      .join('\n')
    const policies = [...texts.matchAll(/^@id\("([^"]+)"\)\n(@reader\("[^"]+"\)\n)?(permit|forbid)/gm)].map(
      ([, id = '', , effect = '']) => ({ id, effect }),
    )
    expect(policies).toHaveLength(texts.match(/^@id/gm)?.length ?? 0)
    for (const { id, effect } of policies) {
      const words = release.words.get(id)
      expect([id, words?.comment.length ?? 0]).toEqual([id, expect.any(Number)])
      expect([id, (words?.comment.length ?? 0) >= 8, words?.reader === undefined ? 'forbid' : 'permit']).toEqual([id, true, effect])
    }
  })
})
