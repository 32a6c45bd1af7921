import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createAccessLog } from '../../../gateway/audit/access-log.ts'
import { openRecord } from '../../../infra/access-log/open-record.ts'
import { systemClock } from '../../../infra/clock/clock.ts'
import { ACCESS_LOG } from '../../../infra/event-log/topics.ts'
import { createFolderRegistry } from '../../../infra/registry/folder.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import { schemasFolder } from '../../../schemas/index.ts'
import { createVisitor, hiddenField, signIn } from '../../fixtures/browser-like.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'

const READER = 'norshire-coordinator'
const STAFF = 'norshire-marac:norshire-coordinator'

describe('what somebody does beside reading', () => {
  let gateway: TestGateway
  let failing = false
  let from = 0
  const end = async (): Promise<number> => (await gateway.eventLog.ranges(ACCESS_LOG))[0]?.end ?? 0
  beforeAll(async () => {
    gateway = await startTestGateway({
      wrapLog: (log) => ({
        ...log,
        append: async (records) => {
          if (failing && records.some(({ topic }) => topic === ACCESS_LOG)) throw new Error('disk')
          return log.append(records)
        },
      }),
    })
  })
  beforeEach(async () => {
    failing = false
    from = await end()
  })
  afterAll(async () => {
    await gateway.close()
  })

  /** Records since the test began: action, outcome, purpose, person, and words of the request. */
  const acts = async () => {
    const log = createAccessLog(gateway.eventLog, createRecordCodec(createFolderRegistry({ folder: schemasFolder, clock: systemClock })))
    return Promise.all(
      (await log.read(from, 100)).map(async ({ record }) => {
        if (record === undefined) throw new Error('unreadable')
        const { actor, request } = await openRecord(gateway.vault, record)
        if (typeof actor === 'string' || typeof request === 'string') throw new Error('does not open')
        return [record.action, record.outcome, record.purpose, actor.staff, request.page]
      }),
    )
  }

  it('is on record: a sign-in, each choice of a purpose, and a sign-out', async () => {
    const visitor = createVisitor(gateway.origin)
    const csrf = hiddenField((await signIn(visitor, READER)).text, 'csrf')
    await visitor.submit('/purpose', { csrf, purpose: 'marac_risk_management' })
    await visitor.submit('/purpose', { csrf, purpose: 'bail_decision' })
    await visitor.submit('/purpose', { csrf, purpose: '' })
    await visitor.submit('/sign-out', { csrf })
    expect((await acts()).filter(([action]) => action !== 'case-list' && action !== 'confirmation-list')).toEqual([
      ['sign-in', 'permit', '', STAFF, {}],
      ['purpose-chosen', 'permit', 'marac_risk_management', STAFF, { before: '' }],
      ['purpose-chosen', 'deny_role_purpose', '', STAFF, { before: 'marac_risk_management' }],
      ['sign-out', 'permit', '', STAFF, { how: 'asked' }],
    ])
  })

  it('tells how a visit ended: by Exit this page, or by another person in the same browser', async () => {
    const visitor = createVisitor(gateway.origin)
    await signIn(visitor, READER)
    // As when the provider's own session has ended meanwhile.
    for (const name of visitor.cookies.keys()) if (name.startsWith('_')) (visitor.cookies as Map<string, string>).delete(name)
    const other = await signIn(visitor, 'norshire-chair')
    await fetch(`${gateway.origin}/exit`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      body: new URLSearchParams({ csrf: hiddenField(other.text, 'csrf') }),
    })
    expect((await acts()).map(([action, outcome, , staff, page]) => [action, outcome, staff, page])).toEqual([
      ['sign-in', 'permit', STAFF, {}],
      ['sign-in', 'permit', 'norshire-marac:norshire-chair', {}],
      ['sign-out', 'permit', STAFF, { how: 'another-person' }],
      ['sign-out', 'permit', 'norshire-marac:norshire-chair', { how: 'exit' }],
    ])
  })

  it('has a sign-in that nobody came back from refused, and nothing for an answer to no sign-in of this browser', async () => {
    const visitor = createVisitor(gateway.origin)
    expect((await visitor.open('/signed-in?state=made-up&code=made-up')).status).toBe(401)
    expect(await acts()).toEqual([])
    const started = await fetch(`${gateway.origin}/sign-in`, { method: 'POST', redirect: 'manual', headers: { origin: gateway.origin } })
    const state = new URL(started.headers.get('location') ?? '').searchParams.get('state') ?? ''
    const cookie = started.headers
      .getSetCookie()
      .map((set) => set.split(';')[0])
      .join('; ')
    const answer = await fetch(`${gateway.origin}/signed-in?error=access_denied&state=${state}`, { headers: { cookie } })
    expect(answer.status).toBe(401)
    expect(await acts()).toEqual([['sign-in', 'unauthenticated', '', null, {}]])
  })

  it('lets nobody in, and changes no purpose, where that cannot be put on record; a visit that is left is over all the same', async () => {
    const visitor = createVisitor(gateway.origin)
    const csrf = hiddenField((await signIn(visitor, READER)).text, 'csrf')
    failing = true
    const chosen = await visitor.submit('/purpose', { csrf, purpose: 'marac_risk_management' })
    expect(chosen.status).toBe(503)
    expect((await visitor.open('/cases')).url).toBe(`${gateway.origin}/purpose`)
    expect((await visitor.submit('/sign-out', { csrf })).status).toBe(503)
    expect((await visitor.open('/purpose')).url).toBe(`${gateway.origin}/sign-in`)
    const stranger = createVisitor(gateway.origin)
    expect((await signIn(stranger, READER)).status).toBe(503)
    expect((await stranger.open('/purpose')).url).toBe(`${gateway.origin}/sign-in`)
  })
})
