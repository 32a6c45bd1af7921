import { describe, expect, it } from '@jest/globals'
import { APPROVAL_GIVEN, BREAK_GLASS_OPENED } from '../../../core/case/step-up.ts'
import { decide } from '../../../policy/decide/decide.ts'
import { loadRelease } from '../../../policy/release/load.ts'
import { catalogue, inputOf, linked, NOW, releaseFiles, requestOf, systemEvent, token, type EventSeed } from '../case-builder.ts'
import { randomInput, seedOf } from '../../reference-policy/random-case.ts'
import { permissive } from '../permissive.ts'

const release = loadRelease(permissive(releaseFiles))
const APPROVER = token('approver')
const REQUESTS = 5_000
const FLOORS = 77
const WITHHELD = ['VIC_LOC', 'SOURCE']

/** Every type; everything that could open a class is open: links, approvals by the right role, live emergency access, overrides. */
function seeds(role: string, purpose: string): readonly EventSeed[] {
  const approvals = Object.entries(release.stepUp.approvers).map(([code, roles]) =>
    systemEvent(APPROVAL_GIVEN, { class: code, role: roles[0] ?? '', giver: APPROVER, asker: token('reader'), at: '2026-05-01T09:00:00Z' }),
  )
  return [
    ...[...catalogue.types.keys()].map((type): EventSeed => ({ type, facts: { target_event: 'event-1' } })),
    linked(token('reader'), 'listed'),
    linked(token('reader'), 'allocated'),
    linked(token('reader'), 'audit'),
    ...approvals,
    linked(APPROVER, 'listed'),
    linked(APPROVER, 'allocated'),
    linked(APPROVER, 'audit'),
    systemEvent(BREAK_GLASS_OPENED, { staff: token('reader'), role, opened_at: NOW, reason_length: '80' }),
    {
      type: 'consent.override-recorded',
      facts: { purposes: [purpose], classes: ['VIC_LOC', 'VIC_VOICE', 'SOURCE', 'IMMIG'], expires_on: '2027-01-01' },
    },
  ]
}

const roles = Object.entries(release.roles.roles).flatMap(([role, { purposes }]) => purposes.map((purpose) => [role, purpose] as const))
const enforcement = ['bail_decision', 'oocr_decision', 'offender_management', 'dvds_disclosure', 'perpetrator_intervention']

describe('what nothing lifts, in every type of event, whatever the tables, approvals and emergencies', () => {
  it.each(roles)('%s for %s', (role, purpose) => {
    const channel = ['evaluation_research', 'subject_access'].includes(purpose)
      ? 'extract'
      : purpose === 'service_mapping'
        ? 'aggregate'
        : 'live'
    const { outcome, events } = decide(release, inputOf(requestOf(role, purpose, { channel, cell: 50 }), seeds(role, purpose)))
    const parts = events.flatMap((event) => event.parts)
    const of = (code: string, form?: string) => parts.filter((part) => part.class === code && (form === undefined || part.form === form))
    expect(outcome).toBe('permit')
    expect(parts.length).toBeGreaterThan(0)
    expect(of('SOURCE', 'plain')).toEqual([])
    if (enforcement.includes(purpose)) expect(of('IMMIG')).toEqual([])
    if (!release.roles.perpetrator_facing.includes(role)) return
    expect(of('VIC_VOICE', 'plain')).toEqual([])
    expect(of('VIC_LOC', 'plain')).toEqual([])
    if (role !== 'probation_practitioner') expect(parts.filter((part) => WITHHELD.includes(part.class))).toEqual([])
    else expect(of('SOURCE')).toEqual([])
  })

  it('no role that faces the perpetrator gets a location, a source or her words in any made-up case', () => {
    const facing = roles.filter(([role]) => release.roles.perpetrator_facing.includes(role))
    const counts = { requests: 0, permitted: 0, parts: 0 }
    for (let at = 0; at < REQUESTS; at++) {
      const input = randomInput(seedOf(FLOORS, at))
      const [role, purpose] = facing[at % facing.length] ?? ['', '']
      const { reader } = input.request
      const { outcome, events } = decide(release, {
        ...input,
        request: { ...input.request, reader: { ...reader, role }, purpose, channel: 'live' },
      })
      const parts = events.flatMap((event) => event.parts)
      counts.requests += 1
      counts.permitted += outcome === 'permit' ? 1 : 0
      counts.parts += parts.length
      const wrong = parts.filter(
        ({ class: code, form }) =>
          code === 'SOURCE' ||
          (code === 'VIC_VOICE' && form === 'plain') ||
          (code === 'VIC_LOC' && (form === 'plain' || role !== 'probation_practitioner')),
      )
      expect({ at, wrong }).toEqual({ at, wrong: [] })
    }
    console.info(
      `floors: ${String(counts.requests)} requests of ${String(facing.length)} roles and purposes, ${String(counts.permitted)} permitted, ${String(counts.parts)} parts released`,
    )
    expect(counts.parts).toBeGreaterThan(REQUESTS)
  }, 120_000)
})
