import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { changeStaff } from '../../../commands/staff.ts'
import { createVisitor, hiddenField, signIn } from '../../fixtures/browser-like.ts'
import { openDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { inspect } from '../audit/replay/inspect.ts'

const MARAC = 'norshire-marac'
const READER = 'norshire-coordinator'
const BY = `${MARAC}:norshire-chair`
const CASES = '/v1/cases?purpose=marac_risk_management'

describe('what control.events says of a person', () => {
  let world: DemoWorld
  beforeAll(async () => {
    world = await openDemoWorld()
  }, 60_000)
  afterAll(async () => {
    await world.close()
  })

  const become = (role?: string): Promise<void> =>
    changeStaff(world.parts, { agency: MARAC, staff: READER, by: BY, ...(role === undefined ? {} : { role }) })
  const visit = async () => {
    const visitor = createVisitor(world.service.origin)
    const choice = await signIn(visitor, READER)
    await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose: 'marac_risk_management' })
    return visitor
  }

  it('leaves who has no entry, and who has the role of the sign-in, as they are', async () => {
    expect((await world.get(CASES, READER)).status).toBe(200)
    await become('marac_coordinator')
    expect((await world.get(CASES, READER)).status).toBe(200)
    expect((await (await visit()).open('/cases')).url).toBe(`${world.service.origin}/cases`)
  })

  it('ends sessions and tokens of another role at the next request, and lets nobody sign in with it', async () => {
    const visitor = await visit()
    const token = await world.token(READER)
    await become('evaluator')
    const refused = await fetch(`${world.service.origin}${CASES}`, { headers: { authorization: `Bearer ${token}` } })
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([401, 'unauthenticated'])
    expect((await visitor.open('/cases')).url).toBe(`${world.service.origin}/sign-in`)
    expect((await visitor.open('/reviews')).url).toBe(`${world.service.origin}/sign-in`)
    const again = await signIn(createVisitor(world.service.origin), READER)
    expect([again.status, again.text.includes('We could not sign you in')]).toEqual([401, true])
    await become('marac_coordinator')
    expect((await visitor.open('/cases')).url).toBe(`${world.service.origin}/sign-in`)
    expect((await world.get(CASES, READER)).status).toBe(200)
  })

  it('ends a person at every route, and nobody else; an auditor sees who was refused, and replay agrees', async () => {
    await become()
    const answers = await Promise.all(
      ['/v1/recalls?purpose=marac_risk_management', '/v1/break-glass?purpose=marac_risk_management', CASES].map(
        async (path) => (await world.get(path, READER)).status,
      ),
    )
    expect(answers).toEqual([401, 401, 401])
    expect((await world.get(CASES, 'norshire-chair')).status).toBe(200)
    expect((await world.get('/v1/feed', 'norshire-police')).status).toBe(200)
    expect(await inspect(world)).toMatchObject({ findings: [], store: [] })
  })
})
