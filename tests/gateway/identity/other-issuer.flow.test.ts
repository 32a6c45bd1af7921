import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { generateKeyPair, SignJWT } from 'jose'
import { loadDemo } from '../../../commands/demo/demo.ts'
import type { Service } from '../../../commands/service.ts'
import { systemClock } from '../../../infra/clock/clock.ts'
import { createVisitor, hiddenField, type Visitor } from '../../fixtures/browser-like.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'
import { startOtherIssuer, type OtherIssuer } from '../../fixtures/other-issuer.ts'

const PERSON = { sub: 'h.strand', name: 'Helen Strand', agency: 'norshire-marac', role: 'marac_coordinator' }
const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} }

describe('another OpenID Connect issuer', () => {
  let issuer: OtherIssuer
  let gateway: TestGateway
  beforeAll(async () => {
    issuer = await startOtherIssuer(PERSON)
    gateway = await startTestGateway({ oidcIssuer: issuer.issuer, clock: systemClock })
    issuer.serve(gateway.origin)
  })
  afterAll(async () => {
    await gateway.close()
    await issuer.close()
  })

  const signedIn = async (): Promise<Visitor> => {
    const visitor = createVisitor(gateway.origin)
    await visitor.open('/sign-in')
    const choice = await visitor.submit('/sign-in', {})
    await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose: 'marac_risk_management' })
    return visitor
  }
  const isSignedIn = async (visitor: Visitor): Promise<boolean> => (await visitor.open('/cases')).url === `${gateway.origin}/cases`
  const say = async (token: string) => {
    const response = await fetch(`${gateway.origin}/backchannel-logout`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: token }),
    })
    return [response.status, response.headers.get('cache-control')]
  }
  const claims = () => ({
    iss: issuer.issuer,
    aud: 'throughline',
    iat: Math.floor(systemClock.now() / 1000),
    jti: 'one',
    sub: PERSON.sub,
    events: EVENTS,
  })

  it('signs people in by its claims; its own pages of people are not there', async () => {
    const visitor = await signedIn()
    const cases = await visitor.open('/cases')
    expect([cases.url, cases.text.includes('Helen Strand')]).toEqual([`${gateway.origin}/cases`, true])
    expect((await visitor.open('/oidc/interaction/x')).status).toBe(404)
  })

  it('takes no folder of readers: nobody is linked by a file', async () => {
    await expect(loadDemo({ identity: gateway.identity } as Service, () => undefined)).rejects.toThrow(
      'chair and coordinator allocate people',
    )
  })

  it("ends a person's visits by back-channel logout, from its own words on", async () => {
    const [one, two] = [await signedIn(), await signedIn()]
    await issuer.logOut('somebody.else', 'no-session')
    expect([await isSignedIn(one), await isSignedIn(two)]).toEqual([true, true])
    expect(await say(await issuer.sign(claims()))).toEqual([200, 'no-store'])
    expect([await isSignedIn(one), await isSignedIn(two)]).toEqual([false, false])
  })

  it('ends the visits of one of its sessions, and no other', async () => {
    const [one, two] = [await signedIn(), await signedIn()]
    const sid = issuer.lastSession()
    await issuer.logOut(PERSON.sub, sid)
    expect([await isSignedIn(one), await isSignedIn(two)]).toEqual([true, false])
  })

  it('ends nothing by a token that is not a logout token of this issuer for us, now', async () => {
    const visitor = await signedIn()
    const good = claims()
    const { privateKey: foreign } = await generateKeyPair('RS256')
    const tokens = [
      await issuer.sign({ ...good, events: {} }),
      await issuer.sign({ ...good, nonce: 'n' }),
      await issuer.sign({ ...good, aud: 'other' }),
      await issuer.sign({ ...good, iss: 'http://127.0.0.1:1' }),
      await issuer.sign({ ...good, iat: good.iat - 3600 }),
      await issuer.sign(Object.fromEntries(Object.entries(good).filter(([name]) => name !== 'sub'))),
      await issuer.sign(good, 'at+jwt'),
      await new SignJWT(good).setProtectedHeader({ alg: 'RS256', kid: 'made-up', typ: 'logout+jwt' }).sign(foreign),
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(good)).toString('base64url')}.`,
      '',
    ]
    for (const token of tokens) expect(await say(token)).toEqual([400, 'no-store'])
    expect(await isSignedIn(visitor)).toBe(true)
  })
})
