import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { freshlyAuthenticated } from '../../../gateway/identity/freshly-authenticated.ts'
import { ABSOLUTE_MS, createSessions, IDLE_MS } from '../../../gateway/identity/sessions.ts'
import { openSqliteSessionStore } from '../../../infra/sessions/sqlite/store.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const BEGUN = Date.parse('2026-01-05T09:00:00Z')
const folder = temporaryFolder()
let now = BEGUN
const sessions = createSessions({ store: openSqliteSessionStore(join(folder.path, 'sessions.sqlite')), clock: { now: () => now } })
afterAll(async () => {
  await sessions.close()
  folder.remove()
})

describe('a session', () => {
  it('ends after fifteen minutes without use, and not before', async () => {
    now = BEGUN
    const { id } = await sessions.begin({})
    now += IDLE_MS - 1
    expect(await sessions.find(id)).toBeDefined()
    now += IDLE_MS
    expect(await sessions.find(id)).toBeUndefined()
  })
  it('ends after eight hours, however much it is used', async () => {
    now = BEGUN
    const { id } = await sessions.begin({})
    for (; now < BEGUN + ABSOLUTE_MS; now += IDLE_MS / 2) expect(await sessions.find(id)).toBeDefined()
    now = BEGUN + ABSOLUTE_MS
    expect(await sessions.find(id)).toBeUndefined()
  })
  it('is fresh for five minutes after its person proved who they are', () => {
    const session = { authenticatedAt: '2026-01-05T09:00:00.000Z' }
    expect(freshlyAuthenticated(session, BEGUN)).toBe(true)
    expect(freshlyAuthenticated(session, BEGUN + 5 * 60_000 - 1)).toBe(true)
    expect(freshlyAuthenticated(session, BEGUN + 5 * 60_000)).toBe(false)
    expect(freshlyAuthenticated(session, BEGUN - 1)).toBe(false)
    expect(freshlyAuthenticated({}, BEGUN)).toBe(false)
    expect(freshlyAuthenticated({ authenticatedAt: 'x' }, BEGUN)).toBe(false)
  })
})
