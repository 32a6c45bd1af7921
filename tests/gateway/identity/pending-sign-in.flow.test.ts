import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createPendingSignIns, PENDING_SECONDS } from '../../../gateway/identity/pending-sign-in.ts'
import { openPostgresSessionStore } from '../../../infra/sessions/postgres/store.ts'
import { openSqliteSessionStore } from '../../../infra/sessions/sqlite/store.ts'
import type { SessionStore } from '../../../infra/sessions/port.ts'
import { createVisitor, signIn, type Visitor } from '../../fixtures/browser-like.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'
import { startTestPostgres } from '../../fixtures/postgres.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const VISITS = 10_000
const AT_ONCE = 50
const PERSON = 'norshire-coordinator'

interface Kept {
  readonly store: SessionStore
  readonly rows: () => Promise<number>
  readonly remove: () => Promise<void>
}

async function inSqlite(): Promise<Kept> {
  const folder = temporaryFolder()
  const file = join(folder.path, 'sessions.sqlite')
  const store = openSqliteSessionStore(file)
  return {
    store,
    rows: async () => {
      const database = new DatabaseSync(file, { readOnly: true })
      const row = database.prepare('SELECT count(*) AS rows FROM session').get()
      database.close()
      return Number(row?.rows)
    },
    remove: async () => {
      folder.remove()
    },
  }
}

async function inPostgres(): Promise<Kept> {
  const server = await startTestPostgres()
  const url = await server.createDatabase()
  const store = await openPostgresSessionStore({ url })
  return {
    store,
    rows: async () => Number((await server.ask(url, 'select count(*)::int as rows from identity.session'))[0]?.rows),
    remove: () => server.stop(),
  }
}

describe.each([
  { name: 'SQLite', open: inSqlite, visits: VISITS },
  { name: 'PostgreSQL', open: inPostgres, visits: 1_000 },
])('a sign-in that is under way, with sessions in $name', ({ open, visits }) => {
  let kept: Kept
  let gateway: TestGateway
  let now = Date.parse('2026-11-02T12:00:00Z')
  beforeAll(async () => {
    kept = await open()
    gateway = await startTestGateway({ sessionStore: kept.store, clock: { now: () => now } })
  }, 120_000)
  afterAll(async () => {
    await gateway.close()
    await kept.remove()
  })

  /** Signs in as far as the answer of the issuer, which is not opened. */
  const untilCallback = async (): Promise<{ readonly visitor: Visitor; readonly callback: string }> => {
    const visitor = createVisitor(gateway.origin)
    const picker = await visitor.submit('/sign-in', {})
    const cookie = (): string => [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const chosen = await fetch(`${gateway.origin}${/action="(\/oidc\/interaction\/[^"]+)"/.exec(picker.text)?.[1] ?? ''}`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ person: PERSON }),
      headers: { cookie: cookie() },
    })
    const resumed = await fetch(chosen.headers.get('location') ?? '', { redirect: 'manual', headers: { cookie: cookie() } })
    return { visitor, callback: resumed.headers.get('location') ?? '' }
  }
  const isSignedIn = (shown: { readonly url: string }): boolean => shown.url === `${gateway.origin}/purpose`

  it('leaves no row of who never signed in', async () => {
    const pages = ['/', '/sign-in', '/signed-in', '/signed-in?code=x&state=y', '/cases', '/catalogue'] as const
    for (let count = 0; count < visits; count += AT_ONCE) {
      await Promise.all(
        Array.from({ length: AT_ONCE }, async (_, at) => {
          const page = pages[at % (pages.length + 1)]
          const answer =
            page === undefined
              ? await fetch(`${gateway.origin}/sign-in`, { method: 'POST', redirect: 'manual' })
              : await fetch(`${gateway.origin}${page}`, { redirect: 'manual', headers: { cookie: `sid=${'a'.repeat(43)}` } })
          await answer.arrayBuffer()
          expect(answer.status).toBeLessThan(500)
        }),
      )
    }
    expect(await kept.rows()).toBe(0)
  }, 300_000)

  it('ends in a visit, with one row, and in the browser that began it alone; not a second time', async () => {
    const { visitor, callback } = await untilCallback()
    const other = await untilCallback()
    const stranger = createVisitor(gateway.origin)
    expect((await stranger.open(callback)).status).toBe(401)
    expect((await other.visitor.open(callback)).status).toBe(401)
    expect(await kept.rows()).toBe(0)

    const copy = createVisitor(gateway.origin)
    for (const [name, value] of visitor.cookies) if (name === 'signin') (copy.cookies as Map<string, string>).set(name, value)
    const shown = await visitor.open(callback)
    expect([isSignedIn(shown), visitor.cookies.has('signin'), await kept.rows()]).toEqual([true, false, 1])
    expect((await visitor.open(callback)).status).toBe(401)
    expect((await visitor.open('/purpose')).status).toBe(200)
    expect((await copy.open(callback)).status).toBe(401)
    expect(await kept.rows()).toBe(1)
  })

  it('is not ended by an answer that is not to it, nor is the visit: who is sent here from elsewhere loses nothing', async () => {
    const { visitor, callback } = await untilCallback()
    const [state] = [new URL(callback).searchParams.get('state') ?? '']
    const foreign = [
      '/signed-in?error=x',
      '/signed-in?error=access_denied&state=other',
      '/signed-in?code=x&state=other',
      `/signed-in?error=x&state=${state}&state=other`,
      '/signed-in',
    ]
    for (const path of foreign) expect((await visitor.open(path)).status).toBe(401)
    expect(visitor.cookies.has('signin')).toBe(true)
    expect(isSignedIn(await visitor.open(callback))).toBe(true)
    const before = [...visitor.cookies]
    for (const path of foreign) expect((await visitor.open(path)).status).toBe(401)
    expect([...visitor.cookies]).toEqual(before)
    expect((await visitor.open('/purpose')).status).toBe(200)
  })

  it('ends when the issuer says that it failed, and leaves the visit before whole: its cookie and its session', async () => {
    const visitor = createVisitor(gateway.origin)
    await signIn(visitor, PERSON)
    const session = visitor.cookies.get('sid')
    const began = await fetch(`${gateway.origin}/sign-in`, { method: 'POST', redirect: 'manual' })
    const [pair = ''] = began.headers.getSetCookie().filter((set) => set.startsWith('signin='))
    ;(visitor.cookies as Map<string, string>).set('signin', pair.slice('signin='.length, pair.indexOf(';')))
    const state = new URL(began.headers.get('location') ?? '').searchParams.get('state') ?? ''
    const issuer = encodeURIComponent(`${gateway.origin}/oidc`)
    expect((await visitor.open(`/signed-in?error=access_denied&state=${state}&iss=${issuer}`)).status).toBe(401)
    expect([visitor.cookies.has('signin'), visitor.cookies.get('sid')]).toEqual([false, session])
    expect((await visitor.open('/purpose')).status).toBe(200)
  })

  it('expires, and holds nothing that was altered or sealed elsewhere', async () => {
    const late = await untilCallback()
    now += (PENDING_SECONDS + 1) * 1000
    expect((await late.visitor.open(late.callback)).status).toBe(401)
    const altered = await untilCallback()
    const [sealed = ''] = [altered.visitor.cookies.get('signin')]
    const parts = sealed.split('.')
    parts[3] = `${parts[3]?.startsWith('A') === true ? 'B' : 'A'}${parts[3]?.slice(1) ?? ''}`
    ;(altered.visitor.cookies as Map<string, string>).set('signin', parts.join('.'))
    expect((await altered.visitor.open(altered.callback)).status).toBe(401)
    const foreign = await untilCallback()
    const elsewhere = createPendingSignIns({ secret: Buffer.alloc(32, 1), clock: { now: () => now } })
    ;(foreign.visitor.cookies as Map<string, string>).set(
      'signin',
      await elsewhere.seal({ state: new URL(foreign.callback).searchParams.get('state') ?? '', nonce: 'n', verifier: 'v'.repeat(43) }),
    )
    expect((await foreign.visitor.open(foreign.callback)).status).toBe(401)
    expect(isSignedIn(await signIn(createVisitor(gateway.origin), PERSON))).toBe(true)
  })

  it('tells the browser nothing: state, nonce and verifier are sealed, out of reach of scripts', async () => {
    const answer = await fetch(`${gateway.origin}/sign-in`, { method: 'POST', redirect: 'manual' })
    const [cookie = ''] = answer.headers.getSetCookie().filter((set) => set.startsWith('signin='))
    expect(cookie).toMatch(
      new RegExp(`^signin=[A-Za-z0-9_.-]+; Max-Age=${String(PENDING_SECONDS)}; Path=/; Expires=[^;]+; HttpOnly; SameSite=Lax$`),
    )
    const state = new URL(answer.headers.get('location') ?? '').searchParams.get('state') ?? ''
    const plain = cookie
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
      .join('')
    expect([state.length > 20, plain.includes(state), cookie.length < 1_500]).toEqual([true, false, true])
  })
})
