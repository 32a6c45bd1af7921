import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openJournal, type ReplayJournal } from '../../../../gateway/audit/replay/journal.ts'

const ID = '0e0f1f0a-53b3-4b1b-9f5e-1a2b3c4d5e6f'
const KEY = Buffer.alloc(32, 3)
const PLAN = { range: { reader: 'norshire-marac:norshire-coordinator' }, end: 7 }
const [ONE, OTHER] = [
  { group: 'a', after: -1, reads: 2 },
  { group: 'a', after: 5, reads: 1 },
]
const RESULT = { counts: { match: 2 }, findings: [] }

describe('what is kept of a replay that takes long', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const opened = async (): Promise<ReplayJournal> => {
    const journal = await openJournal(folder, ID, { keys: async () => [KEY] })
    if (journal === undefined) throw new Error('no journal')
    return journal
  }
  const file = (): string => join(folder, `${ID}.jsonl`)

  it('is its plan, sealed, and what is done of it; nothing when it is over', async () => {
    const journal = await opened()
    expect(journal.plan).toBeUndefined()
    journal.begin(PLAN)
    journal.add(ONE, RESULT)
    journal.close()
    expect(readFileSync(file(), 'utf8')).not.toContain('norshire')
    const again = await opened()
    expect([again.plan, again.before(ONE), again.before(OTHER)]).toEqual([PLAN, RESULT, undefined])
    again.end()
    expect(readdirSync(folder)).toEqual([])
  })

  it('is whole lines: what a crash cut short is done again, and more is kept behind it', async () => {
    const journal = await opened()
    journal.begin(PLAN)
    journal.add(ONE, RESULT)
    journal.close()
    appendFileSync(file(), '{"share":"a 5","cou')
    const after = await opened()
    expect([after.before(ONE), after.before(OTHER)]).toEqual([RESULT, undefined])
    after.add(OTHER, RESULT)
    after.close()
    const last = await opened()
    expect([last.plan, last.before(OTHER)]).toEqual([PLAN, RESULT])
    last.close()
  })

  it('is nothing while nothing was ever read, and of no other id than a UUID', async () => {
    expect(await openJournal(folder, ID, { keys: async () => ['absent'] })).toBeUndefined()
    await expect(openJournal(folder, '../elsewhere', { keys: async () => [KEY] })).rejects.toThrow('UUID')
  })
})
