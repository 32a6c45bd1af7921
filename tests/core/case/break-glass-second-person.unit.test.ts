import { describe, expect, it } from '@jest/globals'
import { SECOND_PERSON_MS, needsSecondPerson } from '../../../core/case/break-glass-second-person.ts'
import { caseEvents } from '../../../core/case/case-events.ts'
import type { IndexPart } from '../../../core/case/index-part.ts'
import { breakGlassAllowed, breakGlassOpened } from '../../../core/case/step-up-events.ts'
import { agencyNamed, caseLogNamed } from '../../fixtures/ids.ts'

const NOW = Date.parse('2026-06-01T12:00:00.000Z')
const at = (ago: number): string => new Date(NOW - ago).toISOString()
const event = (eventId: string, ago: number) => ({ eventId, caseLog: caseLogNamed('log'), schema: '', at: at(ago) })
const opened = (eventId: string, ago: number, staff = 'me', purpose = 'bail_decision') =>
  breakGlassOpened({ ...event(eventId, ago), agency: agencyNamed('a'), staff, role: 'social_worker', purpose, reasonLength: 60 })
const allowed = (target: string, giver = 'chair') =>
  breakGlassAllowed({ ...event(`allowed-${target}`, 0), target, agency: agencyNamed('b'), giver, role: 'marac_chair', staff: 'me' })
const needs = (...events: readonly IndexPart[]): boolean =>
  needsSecondPerson(
    caseEvents([{ caseLog: caseLogNamed('log'), events: events.map((index, place) => ({ sequence: place + 1, index })) }]),
    ['me', 'a'],
    NOW,
  )

describe('opening emergency access again', () => {
  it.each<readonly [string, boolean, readonly IndexPart[]]>([
    ['is the first time', false, []],
    ['is within 24 hours', true, [opened('one', SECOND_PERSON_MS - 1)]],
    ['is after 24 hours', false, [opened('one', SECOND_PERSON_MS)]],
    ['is at the same moment', true, [opened('one', 0)]],
    ['is for another purpose', true, [opened('one', 1, 'me', 'child_safeguarding')]],
    ['is by somebody else', false, [opened('one', 1, 'another')]],
    ['was allowed', false, [opened('one', 1), allowed('one')]],
    ['was allowed by the person themselves', true, [opened('one', 1), allowed('one', 'me')]],
    ['was allowed of another opening', true, [opened('one', 2, 'another'), opened('two', 1), allowed('one')]],
    ['was allowed once, and done', true, [opened('one', 2), allowed('one'), opened('two', 1)]],
    ['was allowed twice', false, [opened('one', 2), allowed('one'), opened('two', 1), allowed('two')]],
  ])('needs a second person or not: it %s', (_name, expected, events) => {
    expect(needs(...events)).toBe(expected)
  })
})
