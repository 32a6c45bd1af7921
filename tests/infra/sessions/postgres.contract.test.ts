import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ABSOLUTE_MS, createSessions, IDLE_MS } from '../../../gateway/identity/sessions.ts'
import { openPostgresSessionStore } from '../../../infra/sessions/postgres/store.ts'
import { sessionStoreContract } from '../../contract/session-store.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts'

let server: TestPostgres
beforeAll(async () => {
  server = await startTestPostgres()
})
afterAll(async () => {
  await server.stop()
})

sessionStoreContract('postgres', async () => {
  const url = await server.createDatabase()
  return { open: () => openPostgresSessionStore({ url }), remove: async () => undefined }
})

describe('sessions of two gateways', () => {
  it('are one: begun at either, they hold, change, expire and end at both', async () => {
    const url = await server.createDatabase()
    let now = 1_800_000_000_000
    const clock = { now: () => now }
    const stores = await Promise.all([openPostgresSessionStore({ url }), openPostgresSessionStore({ url })])
    const [one, other] = stores.map((store) => createSessions({ store, clock })) as [
      ReturnType<typeof createSessions>,
      ReturnType<typeof createSessions>,
    ]
    const { id, session } = await one.begin({ purpose: 'marac_risk_management' })
    expect(await other.find(id)).toMatchObject(session)
    expect(JSON.stringify(await server.ask(url, 'select * from identity.session'))).not.toContain(id)
    await other.end(id)
    expect(await one.find(id)).toBeUndefined()

    const reader = {
      kind: 'reader',
      id: 'made-up',
      agency: agencyNamed('norshire-marac'),
      role: 'marac_coordinator',
      name: 'Made Up',
    } as const
    const signedIn = await other.begin({ reader })
    await one.change(signedIn.id, { ...signedIn.session, purpose: 'marac_risk_management' })
    expect((await other.find(signedIn.id))?.purpose).toBe('marac_risk_management')
    for (const begun = now; now < begun + ABSOLUTE_MS - IDLE_MS; now += IDLE_MS - 1)
      expect(await [one, other][now % 2]?.find(signedIn.id)).toBeDefined()
    now += IDLE_MS
    expect([await one.find(signedIn.id), await other.find(signedIn.id)]).toEqual([undefined, undefined])
    await Promise.all([one.begin({ reader }), other.begin({ reader })])
    expect(await server.ask(url, 'select count(*)::int as sessions from identity.session')).toEqual([{ sessions: 2 }])
    await Promise.all(stores.map((store) => store.close()))
  })
})
