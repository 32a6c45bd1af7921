import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openPostgresSessionStore } from '../../../infra/sessions/postgres/store.ts'
import { createVisitor, hiddenField, signIn } from '../../fixtures/browser-like.ts'
import { systemClock } from '../../../infra/clock/clock.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts'

describe('a person whose requests go to two gateways', () => {
  let server: TestPostgres
  let gateways: readonly [TestGateway, TestGateway]
  beforeAll(async () => {
    server = await startTestPostgres()
    const url = await server.createDatabase()
    const start = async () => startTestGateway({ clock: systemClock, sessionStore: await openPostgresSessionStore({ url }) })
    gateways = await Promise.all([start(), start()])
  }, 120_000)
  afterAll(async () => {
    for (const gateway of gateways) await gateway.close()
    await server.stop()
  })

  it('signs in once, says once why, and is signed out of both', async () => {
    const [one, other] = gateways
    const visitor = createVisitor(one.origin)
    await signIn(visitor, 'norshire-coordinator')
    const atOther = async (path: string, form?: Readonly<Record<string, string>>) =>
      fetch(`${other.origin}${path}`, {
        redirect: 'manual',
        headers: { cookie: `sid=${visitor.cookies.get('sid') ?? ''}` },
        ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
      })
    const choice = await atOther('/purpose')
    expect(choice.status).toBe(200)
    const csrf = hiddenField(await choice.text(), 'csrf')
    const chosen = await atOther('/purpose', { csrf, purpose: 'marac_risk_management' })
    expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/cases'])
    expect((await visitor.open('/')).url).toBe(`${one.origin}/cases`)
    expect((await atOther('/sign-out', { csrf })).headers.get('location')).toBe('/signed-out')
    expect((await visitor.open('/cases')).url).toBe(`${one.origin}/sign-in`)
  })
})
