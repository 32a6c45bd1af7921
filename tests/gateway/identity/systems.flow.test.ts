import { createHmac, generateKeyPairSync, randomUUID, sign as signRaw, type KeyObject } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { calculateJwkThumbprint, SignJWT, type JWK, type JWTPayload } from 'jose'
import { signKeyProof } from '../../../commands/key-proof.ts'
import { createKeyToken } from '../../../producers/agency-client/key-token.ts'
import { openPostgresAgencyKeyStore } from '../../../infra/agency-keys/postgres/store.ts'
import { systemClock } from '../../../infra/clock/clock.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts'

const POLICE = 'norshire-police'
const SECRET = (name: string): Buffer => Buffer.alloc(32, name)

interface Pair {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}
const pair = (): Pair => generateKeyPairSync('ed25519')
const kidOf = ({ publicKey }: Pair): Promise<string> => calculateJwkThumbprint(publicKey.export({ format: 'jwk' }))

describe("an agency's system", () => {
  let server: TestPostgres
  let one: TestGateway
  let other: TestGateway
  const first = pair()
  beforeAll(async () => {
    server = await startTestPostgres()
    const url = await server.createDatabase()
    const start = async (publicOrigin?: string) =>
      startTestGateway({
        clock: systemClock,
        agencyKeys: await openPostgresAgencyKeyStore({ url }),
        secrets: SECRET,
        ...(publicOrigin === undefined ? {} : { publicOrigin }),
      })
    one = await start()
    // Two gateways behind one address.
    other = await start(one.origin)
    await add(first)
  }, 120_000)
  afterAll(async () => {
    await one.close()
    await other.close()
    await server.stop()
  })

  /** The operator adds a key. */
  const add = async (key: Pair, agency = POLICE): Promise<string> => {
    const kid = await kidOf(key)
    const now = systemClock.now()
    const jwk = JSON.stringify({ ...key.publicKey.export({ format: 'jwk' }), kid, use: 'sig' })
    expect(await one.identity.agencyKeys.add({ agency: agencyNamed(agency), kid, jwk, addedAt: now, endsAt: now + 86_400_000 }, 10)).toBe(
      'added',
    )
    return kid
  }
  const assertion = async (
    key: Pair,
    { claims = {}, header = {} }: { readonly claims?: Readonly<Record<string, unknown>>; readonly header?: Record<string, unknown> } = {},
  ): Promise<string> => {
    const now = Math.floor(systemClock.now() / 1000)
    return new SignJWT({ iss: POLICE, sub: POLICE, aud: `${one.origin}/oauth`, jti: randomUUID(), iat: now, exp: now + 60, ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid: await kidOf(key), ...header })
      .sign(key.privateKey)
  }
  /** What shows that an agency has the private key. */
  const proof = (key: Pair, agency = POLICE): Promise<string> =>
    signKeyProof(key.privateKey, { agency: agencyNamed(agency), origin: one.origin, clock: systemClock })
  const ask = async (given: string, at = one.origin): Promise<{ readonly status: number; readonly text: string }> => {
    const response = await fetch(`${at}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: given,
      }),
    })
    return { status: response.status, text: await response.text() }
  }
  const tokenOf = async (key: Pair): Promise<string> => {
    const { status, text } = await ask(await assertion(key))
    expect([status, text]).toEqual([200, expect.stringContaining('"token_type":"Bearer"')])
    return (JSON.parse(text) as { access_token: string }).access_token
  }
  const feed = (token: string, at = one.origin): Promise<Response> =>
    fetch(`${at}/v1/feed`, { headers: { authorization: `Bearer ${token}` } })
  const call = async (token: string, method: string, path: string, body?: unknown) => {
    const response = await fetch(`${one.origin}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, text: await response.text() }
  }

  it('signs in with its key and is its agency, at every gateway, for five minutes', async () => {
    const { status, text } = await ask(await assertion(first))
    expect(status).toBe(200)
    const answer = JSON.parse(text) as { access_token: string; expires_in: number }
    expect(answer.expires_in).toBe(300)
    for (const at of [one.origin, other.origin])
      expect(await (await feed(answer.access_token, at)).json()).toMatchObject({
        agency: POLICE,
        credential: { expires_at: expect.stringMatching(/Z$/) },
      })
    expect(
      (await fetch(`${one.origin}/v1/cases?purpose=marac_risk_management`, { headers: { authorization: `Bearer ${answer.access_token}` } }))
        .status,
    ).toBe(403)
    expect(await (await fetch(`${one.origin}/.well-known/oauth-authorization-server/oauth`)).json()).toMatchObject({
      issuer: `${one.origin}/oauth`,
      token_endpoint: `${one.origin}/oauth/token`,
    })
    expect(await (await fetch(`${one.origin}/oauth/jwks`)).json()).toEqual({
      keys: [expect.not.objectContaining({ d: expect.anything() })],
    })
  })

  it('rotates its keys itself, with overlap; a key that was retired ends at once, with its tokens', async () => {
    const [second, old] = [pair(), await tokenOf(first)]
    const kid = await kidOf(second)
    const added = await call(old, 'POST', '/v1/keys', {
      key: second.publicKey.export({ type: 'spki', format: 'pem' }),
      proof: await proof(second),
      days: 30,
    })
    expect([added.status, (JSON.parse(added.text) as { kid: string }).kid]).toEqual([201, kid])
    const [fresh] = [await tokenOf(second), await tokenOf(first)]
    expect(
      (JSON.parse((await call(fresh, 'GET', '/v1/keys')).text) as { items: { kid: string; last_used_at: string | null }[] }).items.map(
        ({ kid: name, last_used_at: used }) => [name, used !== null],
      ),
    ).toEqual([
      [kid, true],
      [await kidOf(first), true],
    ])
    expect((await call(fresh, 'POST', `/v1/keys/${await kidOf(first)}/retire`)).status).toBe(204)
    expect([
      (await ask(await assertion(first))).status,
      (await feed(old)).status,
      (await feed(old, other.origin)).status,
      (await feed(fresh)).status,
    ]).toEqual([401, 401, 401, 200])
    expect([
      (await call(fresh, 'POST', `/v1/keys/${kid}/retire`)).status,
      (await call(fresh, 'POST', '/v1/keys', { key: first.publicKey.export({ format: 'jwk' }), proof: await proof(first) })).status,
    ]).toEqual([409, 400])
    await add(pair())
    await add(Object.assign(first, pair()))
  })

  it("adds public keys alone, strong ones, and sees no other agency's", async () => {
    const token = await tokenOf(first)
    const refused = async (key: unknown): Promise<string> => {
      const { status, text } = await call(token, 'POST', '/v1/keys', { key })
      expect(status).toBe(400)
      return (JSON.parse(text) as { errors: { detail: string }[] }).errors[0]?.detail ?? ''
    }
    const secret = pair().privateKey
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey
    for (const key of [secret.export({ format: 'jwk' }), secret.export({ type: 'pkcs8', format: 'pem' }), { kty: 'oct', k: 'c2VjcmV0' }])
      expect(await refused(key)).toMatch(/^That is a private key\./)
    for (const key of [
      rsa.export({ format: 'jwk' }),
      generateKeyPairSync('ec', { namedCurve: 'P-521' }).publicKey.export({ format: 'jwk' }),
    ])
      expect(await refused(key)).toMatch(/^The key must be Ed25519/)
    for (const key of ['key', 7, null, {}]) expect(await refused(key)).toMatch(/^Give a public key/)
    const theirs = await add(pair(), 'fixture-police')
    await add(pair(), 'fixture-police')
    expect((await call(token, 'GET', '/v1/keys')).text).not.toContain(theirs)
    const answers = await Promise.all([theirs, 'none'].map((kid) => call(token, 'POST', `/v1/keys/${kid}/retire`)))
    expect(answers.map(({ status, text }) => [status, (JSON.parse(text) as { code: string }).code])).toEqual([
      [404, 'not-found'],
      [404, 'not-found'],
    ])
    expect((await one.identity.agencyKeys.live(agencyNamed('fixture-police'), systemClock.now())).map(({ kid }) => kid)).toContain(theirs)
  })

  it("adds no key whose private half it does not have: nobody registers another agency's first", async () => {
    const token = await tokenOf(first)
    const [theirs, mine] = [pair(), pair()]
    const now = Math.floor(systemClock.now() / 1000)
    const good = { iss: POLICE, sub: POLICE, aud: `${one.origin}/v1/keys`, iat: now, exp: now + 60 }
    const signed = (key: Pair, claims: JWTPayload = {}, typ = 'key-proof+jwt') =>
      new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg: 'EdDSA', typ }).sign(key.privateKey)
    const key = theirs.publicKey.export({ format: 'jwk' })
    const proofs = [
      undefined,
      '',
      'x.y.z',
      await signed(mine),
      await proof(theirs, 'fixture-police'),
      await signed(theirs, { aud: 'https://elsewhere.example/v1/keys' }),
      await signed(theirs, { exp: now - 60, iat: now - 120 }),
      await signed(theirs, { exp: now + 86_400 }),
      await signed(theirs, { iat: now + 3600, exp: now + 3660 }),
      await signed(theirs, {}, 'JWT'),
      await assertion(theirs),
      `${Buffer.from('{"alg":"none","typ":"key-proof+jwt"}').toString('base64url')}.${Buffer.from(JSON.stringify(good)).toString('base64url')}.`,
    ]
    for (const each of proofs) {
      const { status, text } = await call(token, 'POST', '/v1/keys', { key, proof: each })
      expect([status, text]).toEqual([400, expect.stringContaining('"pointer":"/proof"')])
    }
    expect((await call(token, 'GET', '/v1/keys')).text).not.toContain(await kidOf(theirs))
    // The agency whose it is adds it; that another agency has it, too, is nothing to either.
    await add(theirs, 'fixture-police')
    expect((await call(token, 'POST', '/v1/keys', { key, proof: await signed(theirs) })).status).toBe(201)
    expect((await call(token, 'POST', `/v1/keys/${await kidOf(theirs)}/retire`)).status).toBe(204)
    expect((await one.identity.agencyKeys.live(agencyNamed('fixture-police'), systemClock.now())).map(({ kid }) => kid)).toContain(
      await kidOf(theirs),
    )
  })

  it('is refused with one answer for every assertion that is forged, replayed, stale or not its own', async () => {
    const now = Math.floor(systemClock.now() / 1000)
    const stranger = pair()
    const good = await assertion(first)
    const [, payload = ''] = (await assertion(first)).split('.')
    const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const kid = await kidOf(first)
    const confused = `${encoded({ alg: 'HS256', kid })}.${payload}`
    const publicPem = first.publicKey.export({ type: 'spki', format: 'pem' })
    expect((await ask(good)).status).toBe(200)
    const forged: Readonly<Record<string, string>> = {
      replayed: good,
      'no signature': `${encoded({ alg: 'none', kid })}.${payload}.`,
      'the public key as an HMAC secret': `${confused}.${createHmac('sha256', publicPem).update(confused).digest('base64url')}`,
      'another key under its name': await assertion(stranger, { header: { kid } }),
      'a key that nobody added': await assertion(stranger),
      'another algorithm in the header': `${encoded({ alg: 'RS256', kid })}.${payload}.${signRaw(null, Buffer.from('x'), first.privateKey).toString('base64url')}`,
      'no key named': await assertion(first, { header: { kid: undefined } }),
      'another agency': await assertion(first, { claims: { iss: 'fixture-police', sub: 'fixture-police' } }),
      'an agency that has no key': await assertion(first, { claims: { iss: 'norshire-housing', sub: 'norshire-housing' } }),
      'another audience': await assertion(first, { claims: { aud: 'https://elsewhere.example' } }),
      expired: await assertion(first, { claims: { iat: now - 120, exp: now - 60 } }),
      'an hour long': await assertion(first, { claims: { exp: now + 3600 } }),
      'an hour long, dated ahead': await assertion(first, { claims: { iat: now + 3500, exp: now + 3600 } }),
      'no end': await assertion(first, { claims: { exp: undefined } }),
      'no id': await assertion(first, { claims: { jti: undefined } }),
    }
    const answers = await Promise.all(Object.entries(forged).map(async ([name, token]) => ({ name, ...(await ask(token)) })))
    for (const { name, status, text } of answers)
      expect([name, status, text]).toEqual([name, 401, '{"error":"invalid_client","error_description":"client authentication failed"}'])
    const shared = await assertion(first)
    const both = await Promise.all([ask(shared), ask(shared, other.origin)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 401])
  })

  describe('whose clock is not ours', () => {
    /** Answers to assertions that were asked for within one second: what is 31 s off when it is written is so when it is read. */
    const inOneSecond = async (claimsAt: (now: number) => readonly Readonly<Record<string, number>>[]): Promise<readonly number[]> => {
      for (;;) {
        const now = Math.floor(systemClock.now() / 1000)
        const answers = await Promise.all(claimsAt(now).map(async (claims) => ask(await assertion(first, { claims }))))
        if (Math.floor(systemClock.now() / 1000) === now) return answers.map(({ status }) => status)
      }
    }

    it('signs in while it is 29 s ahead or behind, with assertions of five minutes, too', async () => {
      expect(
        await inOneSecond((now) => [
          { iat: now + 29, nbf: now + 29, exp: now + 29 + 60 },
          { iat: now + 29, exp: now + 29 + 300 },
          { iat: now - 89, nbf: now - 89, exp: now - 29 },
          { iat: now - 29, exp: now - 29 + 300 },
        ]),
      ).toEqual([200, 200, 200, 200])
    })

    it('is refused when it is 31 s off', async () => {
      expect(
        await inOneSecond((now) => [
          { iat: now + 31, exp: now + 91 },
          { nbf: now + 31, exp: now + 91 },
          { iat: now - 91, exp: now - 31 },
          { iat: now, exp: now + 331 },
        ]),
      ).toEqual([401, 401, 401, 401])
    })
  })

  it('is refused with one answer for every access token that is forged', async () => {
    const token = await tokenOf(first)
    const [head = '', payload = '', signature = ''] = token.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as JWTPayload
    const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const {
      keys: [published],
    } = (await (await fetch(`${one.origin}/oauth/jwks`)).json()) as { keys: [JWK & { x: string }] }
    const confused = `${encoded({ alg: 'HS256', kid: published.kid, typ: 'at+jwt' })}.${payload}`
    const mine = pair()
    const signed = (change: JWTPayload, typ = 'at+jwt') =>
      new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: 'EdDSA', kid: published.kid ?? '', typ }).sign(mine.privateKey)
    const forged = [
      `${encoded({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
      `${confused}.${createHmac('sha256', Buffer.from(published.x, 'base64url')).update(confused).digest('base64url')}`,
      `${head}.${encoded({ ...claims, agency: 'fixture-police', sub: 'fixture-police' })}.${signature}`,
      await signed({}),
      await signed({ iss: `${one.origin}/oidc` }),
      await signed({ kind: 'reader' }),
      await assertion(first),
      'x.y.z',
      '',
    ]
    const texts = await Promise.all(
      forged.map(async (text) => {
        const response = await feed(text)
        return `${String(response.status)} ${await response.text()}`
      }),
    )
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toMatch(/^401 .*"code":"unauthenticated"/)
    expect((await feed(token)).status).toBe(200)
  })

  it('of our client asks for a token once, renews it by itself, and says when its key is not taken', async () => {
    for (const { privateKey, publicKey } of [
      generateKeyPairSync('ed25519'),
      generateKeyPairSync('ec', { namedCurve: 'P-256' }),
      generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ]) {
      await add({ privateKey, publicKey }, 'norshire-probation')
      const token = createKeyToken(one.origin, {
        agency: 'norshire-probation',
        key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      })
      const [text, again] = await Promise.all([token.current(), token.current()])
      expect([text === again, (await feed(text)).status]).toEqual([true, 200])
      token.forget()
      expect(await token.current()).not.toBe(text)
    }
    await expect(createKeyToken(one.origin, { agency: POLICE, key: pair().privateKey }).current()).rejects.toMatchObject({
      code: 'sign-in',
    })
    expect(() => createKeyToken(one.origin, { agency: POLICE, key: 'not a key' })).toThrow('The key must be a private key')
  })
})
