import { describe, expect, it } from '@jest/globals'
import { decide } from '../../policy/decide/decide.ts'
import { hasReducedForm } from '../../core/parts/reduce.ts'
import domain from '../fixtures/domain-policy.json' with { type: 'json' }
import { domainModel } from '../fixtures/model.ts'
import { inputOf, linked, release, requestOf, token, type EventSeed } from './case-builder.ts'

const classes = Object.keys(domainModel.matrix)
const ENFORCEMENT = ['bail_decision', 'oocr_decision', 'offender_management', 'dvds_disclosure', 'perpetrator_intervention']
const REFUSED_LIVE = ['subject_access', 'service_mapping', 'evaluation_research']

const ORDER = ['A', 'R', 'W']
const stricter = (one: string, other: string): string => ORDER[Math.max(ORDER.indexOf(one), ORDER.indexOf(other))] ?? 'W'

/** The rules of D.10 for a field, told again and without policies: no approval, no wishes, no emergency, no objection. */
function told(role: string, purpose: string, sensitivity: string): string {
  const cell = domainModel.matrix[sensitivity]?.[purpose] ?? 'W'
  const unapproved = cell === 'P' ? 'R' : cell === 'P!' ? 'W' : cell
  const caps: Readonly<Record<string, string>> = domain.roles.find(({ code }) => code === role)?.caps ?? {}
  const capped = stricter(unapproved, caps[sensitivity] ?? 'A')
  const faces = domain.perpetrator_facing.includes(role)
  const floors: readonly (readonly [boolean, string])[] = [
    [sensitivity === 'VIC_LOC' && faces, role === 'probation_practitioner' ? 'R' : 'W'],
    [sensitivity === 'SOURCE', faces ? 'W' : 'R'],
    [sensitivity === 'VIC_VOICE' && faces, 'R'],
    [sensitivity === 'IMMIG' && ENFORCEMENT.includes(purpose), 'W'],
  ]
  return floors.filter(([holds]) => holds).reduce((effect, [, floor]) => stricter(effect, floor), capped)
}

/** One incident per class, a field of which the publisher raised to it. */
const seeds: readonly EventSeed[] = [
  ...classes.map((code): EventSeed => ({
    type: 'behaviour.incident-recorded',
    event_id: code,
    raised: [{ field: 'description', class: code }],
  })),
  linked(token('reader'), 'listed'),
  linked(token('reader'), 'audit'),
]

const FORMS: Readonly<Record<string, string>> = { plain: 'A', reduced: 'R' }

const asked = (role: string, purpose: string) => decide(release, inputOf(requestOf(role, purpose), seeds))
const pairs = domain.roles.flatMap(({ code, purposes }) =>
  domain.purposes.map((purpose) => ({ role: code, purpose, held: (purposes as readonly string[]).includes(purpose) })),
)

describe('every role and purpose', () => {
  it.each(pairs.filter(({ held }) => !held))('$role may not read for $purpose', ({ role, purpose }) => {
    expect(asked(role, purpose)).toEqual({ outcome: 'deny_role_purpose', events: [] })
  })

  it.each(pairs.filter(({ held, purpose }) => held && REFUSED_LIVE.includes(purpose)))(
    '$role is given nothing live for $purpose',
    ({ role, purpose }) => {
      expect(asked(role, purpose)).toEqual({ outcome: 'deny_channel', events: [] })
    },
  )

  it.each(pairs.filter(({ held, purpose }) => held && !REFUSED_LIVE.includes(purpose)))(
    '$role gets each class as matrix, caps and floors say for $purpose',
    ({ role, purpose }) => {
      const { events } = asked(role, purpose)
      const got = classes.map((code, at) => {
        const parts = events.find(({ sequence }) => sequence === at + 1)?.parts.filter((part) => part.class === code) ?? []
        return [code, [...new Set(parts.map(({ form }) => FORMS[form]))].join('') || 'W']
      })
      const expected = classes.map((code) => [
        code,
        told(role, purpose, code) === 'R' && !hasReducedForm(code) ? 'W' : told(role, purpose, code),
      ])
      expect(Object.fromEntries(got)).toEqual(Object.fromEntries(expected))
    },
  )
})

describe('the tables', () => {
  it('are those of the domain model', () => {
    const { roles, stepUp, subjectAccess } = release
    expect(roles.roles).toEqual(Object.fromEntries(domain.roles.map(({ code, ...rules }) => [code, rules])))
    expect(roles.incompatible).toEqual(domain.incompatible)
    expect(roles.perpetrator_facing).toEqual(domain.perpetrator_facing)
    expect(stepUp.approvers).toEqual(domain.approvers)
    expect(stepUp.break_glass).toMatchObject(domain.break_glass)
    expect(subjectAccess).toMatchObject({ cells: domain.sar, left_out: domain.sar_left_out })
  })
})
