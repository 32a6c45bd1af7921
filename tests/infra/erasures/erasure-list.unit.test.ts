import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { addErasures, erasedScopes, readErasures } from '../../../infra/erasures/erasure-list.ts'
import { noteErasures } from '../../../infra/erasures/noting-vault.ts'
import { eventScope } from '../../../infra/vault/event-scope.ts'
import { openSqliteVault } from '../../../infra/vault/sqlite/vault.ts'
import { unlinkedScope } from '../../../infra/vault/unlinked-scope.ts'
import { fixtureClock } from '../../fixtures/clock.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'

let folder: TemporaryFolder
let file: string
beforeEach(() => {
  folder = temporaryFolder()
  file = join(folder.path, 'kept/erasures.jsonl')
})
afterEach(() => {
  folder.remove()
})

const event = (id: string) => ({ agency: agencyNamed('norshire-police'), system: 'records/old', event_id: id })
const entry = (id: string) => ({ at: '2026-01-01T00:00:00.000Z', ...event(id) })

it('keeps what is added, for its user alone', () => {
  addErasures(file, [entry('a')])
  addErasures(file, [entry('b'), entry('c')])
  expect(readErasures(file)).toEqual([entry('a'), entry('b'), entry('c')])
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

it('goes on after a line that a crash cut short', () => {
  addErasures(file, [entry('a')])
  appendFileSync(file, '{"at":"2026-')
  expect(readErasures(file)).toEqual([entry('a')])
  addErasures(file, [entry('b')])
  expect(readErasures(file)).toEqual([entry('a'), entry('b')])
})

it('is refused, with the line, when it is not a list of erasures', () => {
  addErasures(file, [entry('a')])
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"agency":"x"}\n`)
  expect(() => readErasures(file)).toThrow(/^Line 2 of the list/)
  expect(() => readErasures(join(folder.path, 'none'))).toThrow(/no list of erasures/)
})

it('has each erased event and each erased key of people, cases and readers before it is gone, and nothing of what was merely linked', async () => {
  const vault = noteErasures(
    await openSqliteVault({ folder: join(folder.path, 'vault'), masterKeyFile: join(folder.path, 'master.key') }),
    { file, clock: fixtureClock() },
  )
  await vault.destroy(unlinkedScope(agencyNamed('norshire-police'), 'records/old', 'waited'))
  await vault.destroy(eventScope(event('a')))
  const scope = { case: 'case-1', person: 'she', class: 'VIC_LOC' }
  await vault.destroy(scope)
  expect(readErasures(file)).toEqual([expect.objectContaining(event('a')), expect.objectContaining({ scope })])
  expect(readErasures(file).flatMap(erasedScopes)).toEqual([
    eventScope(event('a')),
    unlinkedScope(agencyNamed('norshire-police'), 'records/old', 'a'),
    scope,
  ])
  expect(await vault.keys([eventScope(event('a'))], { create: true })).toEqual(['destroyed'])
  await vault.close()
})
