import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CaseEventRecord } from '../../../core/case/index-part.ts'
import type { LinkClaimRecord } from '../../../core/linking/claim-record.ts'
import { hasVerdictInCase } from '../../../core/publish/in-case/judged-by.ts'
import { CASE_EVENTS, LINKS_EVENTS, UNLINKED_EVENTS } from '../../../infra/event-log/topics.ts'
import type { UnlinkedEventRecord } from '../../../consumers/intake/entries.ts'
import { demoEvents } from '../../fixtures/demo-events.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { openInstallation, readTopic, type Installation } from './harness.ts'

const folder = temporaryFolder()
const events = [...demoEvents('kestrel'), ...demoEvents('linnet'), ...demoEvents('single-events')]
let installation: Installation
let taken: readonly CaseEventRecord[]

const recordRef = (id: string): string => events.find((event) => event.id === id)?.data.agency_record_ref ?? ''

beforeAll(async () => {
  installation = await openInstallation(folder.path)
  await installation.take(events)
  taken = await installation.entries<CaseEventRecord>(CASE_EVENTS)
})
afterAll(async () => {
  await installation.close()
  folder.remove()
})

describe('the demo events', () => {
  it('are each accepted, and told once before the case has judged any: for every event of the types that it judges a later entry is to come', async () => {
    const receipts = await installation.receipts()
    expect(receipts.filter(({ status }) => status !== 'accepted').map(({ event_id: id, errors }) => [recordRef(id ?? ''), errors])).toEqual(
      [],
    )
    expect(receipts.map(({ event_id: id }) => id).sort()).toEqual(events.map(({ id }) => id).sort())
    expect(
      receipts
        .filter(({ final }) => !final)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(
      events
        .map(({ type }) => type)
        .filter(hasVerdictInCase)
        .sort(),
    )
    expect(taken.filter(({ index }) => index.judged_by.length > 0).length).toBeGreaterThanOrEqual(8)
  })

  it('make one case of each chronology', () => {
    const cases = new Map<string, Set<string>>()
    for (const { index } of taken) {
      const [story = ''] = recordRef(index.event_id).split('-')
      cases.set(story, (cases.get(story) ?? new Set()).add(index.case_log))
    }
    expect([...cases].map(([story, logs]) => [story, logs.size])).toEqual(
      expect.arrayContaining([
        ['KESTREL', 1],
        ['LINNET', 1],
        ['FIX', 1],
      ]),
    )
    expect(new Set(taken.map(({ index }) => index.case_log)).size).toBe(3)
  })

  it('leave one unlinked', async () => {
    const unlinked = await installation.entries<UnlinkedEventRecord>(UNLINKED_EVENTS)
    expect(unlinked.map(({ event_id: id }) => recordRef(id))).toEqual(['FIX-15'])
    expect(taken).toHaveLength(events.length - 1)
  })

  it('have the same person behind the same key of a case', () => {
    const persons = new Map<string, Set<string>>()
    for (const { index } of taken) {
      const event = events.find(({ id }) => id === index.event_id)
      const keys = [event?.data.subject.key, ...(event?.data.harmed.map(({ key }) => key) ?? [])]
      for (const [at, person] of [index.subject, ...index.harmed.map((harmed) => harmed.person)].entries()) {
        const key = keys[at] ?? ''
        persons.set(key, (persons.get(key) ?? new Set()).add(person))
      }
    }
    expect([...persons.values()].every((ids) => ids.size === 1)).toBe(true)
    expect([...persons.keys()].sort()).toEqual(['FP1', 'FV1', 'KC1', 'KP1', 'KV1', 'KV2', 'LC1', 'LP1', 'LV1'])
  })

  it('say by which rule each was linked', async () => {
    const claims = await installation.entries<LinkClaimRecord>(LINKS_EVENTS)
    const rules = new Map(claims.filter((claim) => 'rule' in claim).map((claim) => [recordRef(claim.event_id), claim.rule]))
    expect(rules.get('KESTREL-12')).toBe('identifier')
    expect(rules.get('LINNET-21')).toBe('proceeding')
    expect(rules.get('LINNET-24')).toBe('pair')
  })

  it('keep names, identifiers and words out of every log of the record', async () => {
    const said = ['Darren', 'Holt', 'Leanne', '0418823', 'X418823', '9991234', 'kicked']
    for (const topic of [CASE_EVENTS, LINKS_EVENTS, UNLINKED_EVENTS]) {
      const bytes = Buffer.concat((await readTopic(installation.log, topic)).map(({ value }) => value))
      expect(said.filter((word) => bytes.includes(word))).toEqual([])
    }
    // Three letters are in sealed bytes by chance: of those only what is in the clear is looked at.
    const clear = JSON.stringify((await installation.entries<CaseEventRecord>(CASE_EVENTS)).map(({ index }) => index))
    expect(['KP1', 'KV1', 'KC1'].filter((key) => clear.includes(`"${key}"`))).toEqual([])
  })

  it('change nothing when every one is sent again', async () => {
    await installation.take(events)
    expect(await installation.entries(CASE_EVENTS)).toHaveLength(taken.length)
    const receipts = await installation.receipts()
    expect(receipts.filter(({ status }) => status === 'repeated')).toHaveLength(events.length)
  })
})
