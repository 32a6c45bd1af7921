import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CloudEventJson } from '../../../commands/demo/folder.ts'
import { ROUTES, routeKey, type Route, type RouteKey } from '../../../gateway/api/routes.ts'
import { ACCESS_LOG } from '../../../infra/event-log/topics.ts'
import { createVisitor, hiddenField, signIn } from '../../fixtures/browser-like.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { confirm } from '../../flow/confirm.ts'
import { readerOf } from '../../flow/reading.ts'
import { BATCH, type Answer } from '../../flow/running.ts'
import { plain, startStepUpWorld, type StepUpWorld } from '../step-up/world.ts'
import { EXPECTED } from './expected.ts'

const MARAC = agencyNamed('westmere-marac')
const MINUTE = 60_000
const NO_CASE = 'AAAAAAAAAAAAAAAAAAAAAA'
const UUID = '00000000-0000-4000-8000-000000000001'

type Row = (typeof EXPECTED)[RouteKey]
const of = <Kind extends Row['for']>(kind: Kind) =>
  ROUTES.flatMap((row): readonly (readonly [string, Route, Extract<Row, { readonly for: Kind }>])[] => {
    const key = routeKey(row) as RouteKey
    const expected = EXPECTED[key]
    return expected?.for === kind ? [[key, row, expected as Extract<Row, { readonly for: Kind }>]] : []
  })

/** The code of a refusal, `empty` for a list without an entry, else `answered`. */
function heard({ status, json, headers }: Answer): string {
  if (status < 400) return (json as { readonly items?: readonly unknown[] } | undefined)?.items?.length === 0 ? 'empty' : 'answered'
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  return (json as { readonly code: string }).code
}

describe('every route', () => {
  let world: StepUpWorld
  let caseId: string
  const reader = (name: string, role: string) => readerOf(`${name}-${role.replace('marac_', '')}`, role, MARAC, 'listed')
  const linked = ['marac_coordinator', 'marac_chair'].map((role) => reader('linked', role))
  const blocked = ['marac_coordinator', 'marac_chair'].map((role) => reader('blocked', role))
  const unlinked = ['marac_coordinator', 'marac_chair'].map((role) => reader('unlinked', role))
  const officer = readerOf('officer', 'dpo', MARAC, 'listed')
  const named = (list: typeof linked, role: string): string => list.find((one) => one.role === role)?.id ?? ''

  beforeAll(async () => {
    world = await startStepUpWorld({ readers: [...linked, ...blocked, ...unlinked, officer] })
    await world.running.link('case', [world.event], [...linked, ...blocked])
    caseId = world.caseFor(MARAC)
    for (const { id } of blocked) {
      const { event } = world
      const block: CloudEventJson = {
        ...event,
        id: uuidOf('routes', id),
        type: 'case.access-blocked',
        source: '/agencies/westmere-police/records',
        data: {
          ...event.data,
          details: {
            case_id: 'LM1',
            blocked_kind: 'user',
            blocked_ref: `${MARAC}:${id}`,
            reason: 'related_to_party',
            from_on: '2025-09-05T09:00:00+01:00',
            requested_by: 'MARAC coordinator',
            shown_to_user_as: 'not found',
          },
        },
      }
      await world.send(block)
      // Of chair and coordinator it waits, until somebody of their own agency, say, confirms it.
      await confirm(world.running, block, { agency: MARAC, staff: 'manager', role: 'dpo' })
    }
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  const ask = (
    row: Route,
    {
      as,
      id = UUID,
      purpose = 'marac_risk_management',
      inCase = caseId,
      ttl,
      type = 'application/json',
      body,
    }: {
      readonly as?: string
      readonly id?: string
      readonly purpose?: string
      readonly inCase?: string
      readonly ttl?: number
      readonly type?: string | undefined
      readonly body?: unknown
    },
  ): Promise<Answer> => {
    const path = row.path.replace(':case', inCase).replace(':id', id)
    return world.running.ask(row.purpose ? `${path}?purpose=${purpose}` : path, {
      method: row.method,
      ...(as === undefined ? {} : { as }),
      ...(ttl === undefined ? {} : { ttl }),
      ...(row.method === 'POST' && body !== undefined ? { type, body: JSON.stringify(body) } : {}),
    })
  }
  const records = async (): Promise<number> => (await world.running.parts.log.ranges(ACCESS_LOG)).reduce((total, { end }) => total + end, 0)
  /** Asks and sees that what is a read is on record, refused or not. */
  const onRecord = async (row: Route, asked: Parameters<typeof ask>[1]): Promise<Answer> => {
    const before = await records()
    const answer = await ask(row, asked)
    expect([routeKey(row), (await records()) > before]).toEqual([routeKey(row), true])
    return answer
  }

  it('has a row in the table, and the table has no other', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(ROUTES.map(routeKey).sort())
  })

  describe.each(of('reader'))('for readers: %s', (_key, row, expected) => {
    const { role, body } = expected
    it('nobody without a token, with one that has expired, or with an agency’s', async () => {
      expect(heard(await onRecord(row, { body }))).toBe('unauthenticated')
      expect(heard(await onRecord(row, { body, as: named(linked, role), ttl: -1 }))).toBe('unauthenticated')
      expect(heard(await onRecord(row, { body, as: 'westmere-police' }))).toBe('forbidden')
    })
    it('no role and no purpose that it is not for', async () => {
      expect(heard(await onRecord(row, { body, as: 'westmere-oocr' }))).toBe(expected.wrongRole)
      expect(heard(await onRecord(row, { body, as: named(linked, role), purpose: 'audit' }))).toBe(expected.wrongPurpose)
      expect(heard(await onRecord(row, { body, as: named(linked, role), purpose: '' }))).toBe('invalid-request')
    })
    it('one answer, byte for byte, for blocked, not linked and not there', async () => {
      const barred = await onRecord(row, { body, as: named(blocked, role) })
      expect(heard(barred)).toBe(expected.noSight)
      if (row.path.includes(':case'))
        expect(plain(await onRecord(row, { body, as: named(unlinked, role), inCase: NO_CASE }))).toEqual(plain(barred))
      const without = await onRecord(row, { body, as: named(unlinked, role) })
      if (expected.withoutLink === true) expect(heard(without)).toBe(expected.linked)
      else expect(plain(without)).toEqual(plain(barred))
    })
    it('an answer for who may', async () => {
      expect(heard(await onRecord(row, { body, as: named(linked, role) }))).toBe(expected.linked)
    })
  })

  describe.each(of('agency'))('for agencies: %s', (_key, row, { otherAgency, type }) => {
    const bodyOf = (as: string | undefined): unknown => (as === BATCH ? [world.event] : world.event)
    it('nobody without a token, with one that has expired, or with a person’s', async () => {
      const body = bodyOf(type)
      expect(heard(await ask(row, { body, type }))).toBe('unauthenticated')
      expect(heard(await ask(row, { body, type, as: 'westmere-police', ttl: -1 }))).toBe('unauthenticated')
      expect(heard(await ask(row, { body, type, as: named(linked, 'marac_coordinator') }))).toBe('forbidden')
    })
    it('of another agency only what is its own', async () => {
      const items = ((await world.get('/v1/receipts', 'westmere-police')).json as { items: { receipt: string }[] }).items
      expect(heard(await ask(row, { body: bodyOf(type), type, as: 'hmp-eastmoor', id: items[0]?.receipt ?? '' }))).toBe(otherAgency)
    })
  })

  describe.each(of('auditor'))('for auditors: %s', (_key, row, { body, unknown }) => {
    it('nobody else', async () => {
      expect(heard(await onRecord(row, { body }))).toBe('unauthenticated')
      expect(heard(await onRecord(row, { body, as: 'auditor', ttl: -1 }))).toBe('unauthenticated')
      for (const as of ['westmere-police', named(linked, 'marac_chair'), 'admin'])
        expect(heard(await onRecord(row, { body, as }))).toBe('forbidden')
    })
    it('the auditor, and the data protection officer of the bus operator', async () => {
      for (const as of ['auditor', 'dpo']) expect(heard(await onRecord(row, { body, as }))).toBe(unknown)
    })
    it('no data protection officer of an agency that is not named for oversight', async () => {
      expect(heard(await onRecord(row, { body, as: officer.id }))).toBe('not-oversight')
    })
  })

  describe.each(of('public'))('for everybody: %s', (_key, row) => {
    it('asks for no token, and takes no notice of one', async () => {
      const path = row.path.replace(/:\w+/, 'none')
      for (const as of [undefined, 'westmere-police', named(blocked, 'marac_chair')]) {
        const { status } = await world.running.ask(path, { method: row.method, ...(as === undefined ? {} : { as }) })
        expect([status, [401, 403].includes(status) && row.path !== '/signed-in']).toEqual([status, false])
      }
    })
  })

  describe('pages', () => {
    const pages = of('session')
    const fields = {
      reason: 'x'.repeat(60),
      words: 'x'.repeat(60),
      note: 'x'.repeat(60),
      outcome: 'justified',
      acted: 'no',
      scheme: 'PNC',
      value: '2011/0090212Y',
      birth_date: '1993-05-08',
    }
    const pathOf = (row: Route, inCase = caseId): string => row.path.replace(':case', inCase).replace(':id', NO_CASE)

    it.each(pages)('%s leads to sign-in without a session, and with a bearer token only', async (_key, row) => {
      for (const as of [undefined, named(linked, 'marac_coordinator')]) {
        const { status, headers } = await world.running.ask(pathOf(row), { method: row.method, ...(as === undefined ? {} : { as }) })
        expect([status, headers.get('location')]).toEqual([303, '/sign-in'])
      }
    })

    it('ask for a purpose first, take no form without the token of the visit, and end fifteen minutes after the last use', async () => {
      const visitor = createVisitor(world.running.service.origin)
      const csrf = hiddenField((await signIn(visitor, named(linked, 'marac_coordinator'))).text, 'csrf')
      const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      for (const [, row] of pages.filter(([, { purpose }]) => purpose)) {
        const { status, headers } = await world.running.ask(pathOf(row), { method: row.method, headers: { cookie } })
        expect([status, headers.get('location')]).toEqual([303, '/purpose'])
      }
      await visitor.submit('/purpose', { csrf, purpose: 'marac_risk_management' })
      for (const [key, row] of pages.filter(([, { method }]) => method === 'POST'))
        expect([key, (await visitor.submit(pathOf(row), { ...fields, csrf: NO_CASE })).status]).toEqual([key, 403])
      for (const [key, row] of pages.filter(([, { method }]) => method === 'POST')) {
        expect([key, (await visitor.submit(pathOf(row), { ...fields, csrf }, { 'sec-fetch-site': 'cross-site' })).status]).toEqual([
          key,
          403,
        ])
      }
      world.running.clock.moveTo(world.running.clock.now() + 15 * MINUTE + 1)
      for (const [, row] of pages) {
        const { status, headers } = await world.running.ask(pathOf(row), { method: row.method, headers: { cookie } })
        expect([status, headers.get('location')]).toEqual([303, '/sign-in'])
      }
    })

    it('are one page, byte for byte, for a case from which somebody is blocked and one that there is not', async () => {
      const visitor = createVisitor(world.running.service.origin)
      const csrf = hiddenField((await signIn(visitor, named(blocked, 'marac_coordinator'))).text, 'csrf')
      await visitor.submit('/purpose', { csrf, purpose: 'marac_risk_management' })
      for (const [key, row] of pages.filter(([, { path }]) => path.includes(':case'))) {
        const page = async (inCase: string) => {
          const { status, text } =
            row.method === 'GET' ? await visitor.open(pathOf(row, inCase)) : await visitor.submit(pathOf(row, inCase), { ...fields, csrf })
          return [key, status, text.replaceAll(inCase, 'ID')]
        }
        expect(await page(caseId)).toEqual(await page(NO_CASE))
      }
    })

    it('end eight hours after the sign-in, used or not', async () => {
      const visitor = createVisitor(world.running.service.origin)
      await signIn(visitor, named(linked, 'marac_coordinator'))
      const begun = world.running.clock.now()
      for (let minutes = 10; minutes <= 8 * 60; minutes += 10) {
        world.running.clock.moveTo(begun + minutes * MINUTE - 1)
        expect((await visitor.open('/purpose')).url).toContain('/purpose')
      }
      world.running.clock.moveTo(begun + 8 * 60 * MINUTE + 1)
      expect((await visitor.open('/purpose')).url).toContain('/sign-in')
    })
  })
})
