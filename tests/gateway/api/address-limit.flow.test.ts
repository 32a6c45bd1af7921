import { afterEach, describe, expect, it } from '@jest/globals'
import { createAddressLimiter, isLimitedByAddress } from '../../../gateway/api/address-limit.ts'
import { ROUTES } from '../../../gateway/api/routes.ts'
import { startTestGateway, type TestGateway, type TestGatewayOptions } from '../../fixtures/gateway.ts'

const TIGHT = { perSecond: 0.1, burst: 3 }

describe('routes that are open to anybody', () => {
  let gateway: TestGateway | undefined
  afterEach(async () => {
    await gateway?.close()
    gateway = undefined
  })
  const start = async (options: TestGatewayOptions = {}): Promise<TestGateway> =>
    (gateway = await startTestGateway({ publicLimit: TIGHT, clock: { now: () => 1_800_000_000_000 }, ...options }))
  const ask = (
    path: string,
    { method = 'GET', headers = {} }: { readonly method?: string; readonly headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Response> =>
    fetch(`${gateway?.origin ?? ''}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}), ...headers },
      ...(method === 'POST' ? { body: 'a=b' } : {}),
    })
  const spend = async (): Promise<void> => {
    for (let count = 0; count < TIGHT.burst; count += 1) expect((await ask('/v1/classes')).status).toBe(200)
  }

  it('have one limit per address, each of them, the bundled provider too; monitors and style sheets none', async () => {
    await start()
    await spend()
    const paths = (path: string): string => path.replaceAll(/:[a-z]+/g, 'x')
    const answers = await Promise.all(
      ROUTES.filter(({ openTo }) => openTo === 'public').map(async (row) => ({ row, status: (await ask(paths(row.path), row)).status })),
    )
    expect(
      answers
        .filter(({ status }) => status !== 429)
        .map(({ row }) => row.action)
        .sort(),
    ).toEqual(['live', 'page-asset', 'ready'])
    expect(answers.every(({ row, status }) => isLimitedByAddress(row) === (status === 429))).toBe(true)
    expect([
      (await ask('/oidc/auth')).status,
      (await ask('/oidc/.well-known/openid-configuration')).status,
      (await ask('/oidc/token', { method: 'POST' })).status,
    ]).toEqual([429, 429, 429])
    // A page for signed-in people, of somebody who is none of them.
    expect((await ask('/cases', { headers: { cookie: `sid=${'a'.repeat(43)}` } })).status).toBe(429)
  })

  it('say when to come back: to a program as a problem, to a person as a page', async () => {
    await start()
    await spend()
    const program = await ask('/v1/event-types')
    expect([program.status, program.headers.get('retry-after'), program.headers.get('content-type')]).toEqual([
      429,
      '10',
      'application/problem+json; charset=utf-8',
    ])
    expect(await program.json()).toMatchObject({ status: 429, code: 'too-many-requests' })
    const page = await ask('/sign-in', { headers: { accept: 'text/html' } })
    expect([page.status, page.headers.get('retry-after'), page.headers.get('content-type')]).toEqual([
      429,
      '10',
      'text/html; charset=utf-8',
    ])
    expect(await page.text()).toContain('Too many requests')
  })

  it('leave who has a valid token alone', async () => {
    const { get } = await start()
    await spend()
    expect((await get('/v1/cases?purpose=marac_risk_management', 'norshire-coordinator')).status).toBe(200)
  })

  it('count by the socket whatever X-Forwarded-For says, unless a trusted proxy says it', async () => {
    await start()
    for (let count = 0; count < TIGHT.burst; count += 1)
      await ask('/v1/classes', { headers: { 'x-forwarded-for': `192.0.2.${String(count)}` } })
    expect((await ask('/v1/classes', { headers: { 'x-forwarded-for': '192.0.2.99' } })).status).toBe(429)
    await gateway?.close()
    await start({ trustedProxies: ['127.0.0.1'] })
    const from = async (said: string): Promise<number> => (await ask('/v1/classes', { headers: { 'x-forwarded-for': said } })).status
    for (let count = 0; count < TIGHT.burst; count += 1) expect(await from('192.0.2.1')).toBe(200)
    expect([await from('192.0.2.1'), await from('192.0.2.2')]).toEqual([429, 200])
    // What the client itself put in front of what the proxy added counts for nothing.
    expect(await from('203.0.113.7, 192.0.2.1')).toBe(429)
  })
})

describe('an address', () => {
  it('is forgotten when there are too many others: memory stays bounded', () => {
    const limiter = createAddressLimiter({ now: () => 0 }, { perSecond: 1, burst: 1 })
    const refused = (ip: string): boolean => {
      try {
        limiter({ ip })
        return false
      } catch {
        return true
      }
    }
    expect([refused('192.0.2.1'), refused('192.0.2.1')]).toEqual([false, true])
    const before = process.memoryUsage().heapUsed
    const started = performance.now()
    for (let count = 0; count < 100_000; count += 1)
      limiter({ ip: `2001:db8:${(count >> 16).toString(16)}:${(count & 0xffff).toString(16)}::1` })
    process.stdout.write(
      `100,000 networks: ${((process.memoryUsage().heapUsed - before) / 1e6).toFixed(1)} MB more, ${((performance.now() - started) / 100).toFixed(1)} µs each\n`,
    )
    expect(refused('192.0.2.1')).toBe(false)
    expect(refused('2001:db8:1:869f::2')).toBe(true)
  })
})
