import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { ACTIONS } from '../../../core/access-log/actions.ts'
import { ROUTES } from '../../../gateway/api/routes.ts'
import * as stepUp from '../../../gateway/step-up/actions.ts'
import * as publications from '../../../gateway/publications/actions.ts'
import { CASE_PAGE_ACTIONS } from '../../../gateway/read/pattern.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** Codes that a file puts on record as they stand: `action: 'sign-in'`, `noteAct(data, 'command-backup'`, `command-…` of a table. */
const written = (file: string): readonly string[] => {
  const text = readFileSync(join(root, file), 'utf8')
  return [
    ...text.matchAll(/\b(?:act|recordCommand|onRecord)\([^)]*?action: '([a-z-]+)'/g),
    ...text.matchAll(/'((?:command)-[a-z-]+)'/g),
    ...text.matchAll(/\b(?:_ACTION|RECALL_ANSWER|RECALLS|HARM_REVIEWS) = '([a-z-]+)'/g),
  ].map(([, code = '']) => code)
}

describe('the actions of access records', () => {
  it('are all in the table: of routes that are reads, of steps beyond them, of sign-ins, and of commands', () => {
    const codes = [
      ...ROUTES.filter(({ openTo }) => openTo === 'reader' || openTo === 'auditor').map(({ action }) => action),
      ...ROUTES.filter(({ openTo, action }) => openTo === 'session' && !action.startsWith('page-')).map(({ action }) => action),
      ...Object.values(stepUp),
      ...Object.values(publications),
      ...CASE_PAGE_ACTIONS,
      ...globSync('{gateway,commands,core}/**/*.ts', { cwd: root })
        .filter((file) => !file.endsWith('access-log/actions.ts'))
        .flatMap(written),
    ]
    expect(codes.length).toBeGreaterThan(80)
    expect([...new Set(codes.filter((code) => !Object.hasOwn(ACTIONS, code)))]).toEqual([])
  })

  it('are told in the documents as they are here', () => {
    const page = readFileSync(join(root, 'docs/reference/access-records.md'), 'utf8')
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \| ([^|]+) \| (.+) \|$/gm)].map(([, code, by, says]) => [code, by, says])
    expect(rows).toEqual(Object.entries(ACTIONS).map(([code, { by, says }]) => [code, by, says]))
  })
})
