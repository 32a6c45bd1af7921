import { cpSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CaseEventRecord } from '../../../core/case/index-part.ts'
import type { LinkClaimRecord } from '../../../core/linking/claim-record.ts'
import { SYSTEM_AGENCY } from '../../../core/case/system-event.ts'
import { CASE_EVENTS, LINKS_EVENTS } from '../../../infra/event-log/topics.ts'
import { testNodeOptions } from '../../../scripts/test-environment.mjs'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { cast, incident } from './events.ts'
import { openInstallation, type Installation } from './harness.ts'

const folder = temporaryFolder()
const { subject, harmed, pnc, crn } = cast(0)
const opener = incident('crash opener', { subject: { ...subject, identifiers: [pnc] }, harmed: [harmed] })
const waiting = incident('crash waiting', { agency: 'westmere-probation', subject: { ...subject, identifiers: [crn] } })
const joining = incident('crash joining', { subject: { ...subject, identifiers: [pnc, crn] } })
const stays = incident('crash stays', { agency: 'westmere-fire', subject: { ...subject, family_name: 'Elsewhere' } })

const POINTS = ['after-claim', 'after-links-applied', 'after-case-append', 'after-receipts', 'before-commit']

const child = fileURLToPath(new URL('crash-child.ts', import.meta.url))
const run = (...args: readonly string[]) => spawnSync(process.execPath, [...testNodeOptions, child, ...args], { encoding: 'utf8' })

/** Publishes without an intake, so that one batch has it all. */
async function publish(path: string): Promise<void> {
  const installation = await openInstallation(path)
  await installation.publish([joining, stays])
  await installation.close()
}

beforeAll(async () => {
  const file = join(folder.path, 'events.json')
  writeFileSync(file, JSON.stringify([opener, waiting]))
  const begun = join(folder.path, 'begun')
  expect(run(begun, file).stdout).toBe('taken\n')
  await publish(begun)
}, 120_000)
afterAll(() => {
  folder.remove()
})

async function storyOf(installation: Installation) {
  // What is noted of an event that waits is the bus's own.
  const records = (await installation.entries<CaseEventRecord>(CASE_EVENTS)).filter(({ index }) => index.agency !== SYSTEM_AGENCY)
  const claims = (await installation.entries<LinkClaimRecord>(LINKS_EVENTS)).filter((entry) => 'case_log' in entry)
  return {
    claimed: claims.map((claim) => claim.event_id).sort(),
    /** Every record of an event says the same case and people as its claim. */
    agree: records.every(({ index }) => {
      const claim = claims.find((entry) => entry.event_id === index.event_id)
      const people = [index.subject, ...index.harmed.map(({ person }) => person)].join()
      return claim?.case_log === index.case_log && claim.people.map(({ person }) => person).join() === people
    }),
    taken: [...new Set(records.map(({ index }) => index.event_id))].sort(),
    cases: new Set(records.map(({ index }) => index.case_log)).size,
    receipts: [...new Set((await installation.receipts()).map(({ event_id: id, status }) => `${id ?? ''} ${status}`))].sort(),
    unlinked: (await installation.store.db.selectFrom('unlinked').select('event_id').execute()).map((row) => row.event_id),
  }
}

describe('intake killed with -9', () => {
  it.each(POINTS)(
    '%s goes on with the same case and people, and loses nothing',
    async (point) => {
      const path = join(folder.path, point)
      cpSync(join(folder.path, 'begun'), path, { recursive: true })
      const killed = run(path, '', point)
      expect([killed.signal, /crash point (\S+)/.exec(killed.stderr)?.[1]]).toEqual(['SIGKILL', point])
      const installation = await openInstallation(path)
      await installation.take([])
      const linked = [opener.id, waiting.id, joining.id].sort()
      expect(await storyOf(installation)).toEqual({
        claimed: linked,
        agree: true,
        taken: linked,
        cases: 1,
        unlinked: [stays.id],
        receipts: [opener, waiting, joining, stays].map(({ id }) => `${id} accepted`).sort(),
      })
      await installation.close()
    },
    120_000,
  )
})
