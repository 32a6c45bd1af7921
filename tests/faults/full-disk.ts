// npm run full-disk: root on Linux mounts a small file system, fills it under a running service, and makes room again. It is no part of npm test, which needs no such right.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { AGENCIES, eventOf } from './events.ts'
import { createInstallation, type Installation } from './installation.ts'
import { expectKept } from './promises.ts'
import { startPublishing, type Publishing } from './publishing.ts'
import { startReading, type Reading } from './reading.ts'
import { mountSmallDisk, type SmallDisk } from './small-disk.ts'

/** Enough for an empty installation and a minute of this load (MB). */
const DISK_MB = 256
const FULL_MS = 2_000
const SOME_ANSWERS = 20
const POLL_MS = 50
const READ = '/v1/cases?purpose=marac_risk_management'
const TYPE = 'application/cloudevents+json'
const [AGENCY = ''] = AGENCIES
const EVENT = JSON.stringify(eventOf(AGENCY, 1_000_000).body)
/** What a problem (RFC 9457) says of a read that was not put on record. */
const PROBLEM = ['code', 'detail', 'status', 'title', 'type']

const until = async (isThere: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isThere())) await delay(POLL_MS)
}

/** In place of a status: nobody answered, since a consumer that had something to write has ended the service. */
const NOBODY = 0

/** The answers to reads while a time goes by. */
async function readFor(installation: Installation, time: number): Promise<readonly { readonly status: number; readonly text: string }[]> {
  const answers: { readonly status: number; readonly text: string }[] = []
  for (const end = performance.now() + time; performance.now() < end; await delay(POLL_MS)) {
    const answer = await installation.request('norshire-coordinator', READ).catch(() => undefined)
    answers.push({ status: answer?.status ?? NOBODY, text: (await answer?.text()) ?? '' })
  }
  return answers
}

/** What happens to a service that has a small disk for itself, while agencies publish and somebody reads. */
interface OnSmallDisk {
  readonly disk: SmallDisk
  readonly installation: Installation
  readonly publishing: Publishing
  readonly reading: Reading
}

/** Does something to it when there are some answers; with room again, expects that all was kept. */
async function onSmallDisk(work: (on: OnSmallDisk) => Promise<void>): Promise<void> {
  const disk = mountSmallDisk(DISK_MB)
  if (disk === undefined) throw new Error('A small disk is mounted by root on Linux alone.')
  const data = join(disk.path, 'data')
  mkdirSync(data)
  const installation = createInstallation({ path: data, remove: () => undefined })
  try {
    await installation.start()
    const [publishing, reading] = [startPublishing(installation), startReading(installation)]
    try {
      await until(() => reading.answers.length > SOME_ANSWERS)
      await work({ disk, installation, publishing, reading })
      await reading.finish()
      await expectKept(installation, publishing.acknowledged, reading.answers)
    } finally {
      publishing.stop()
      reading.stop()
    }
  } finally {
    await installation.remove()
    disk.remove()
  }
}

describe('a disk that is full', () => {
  it('shows nothing until there is room, and every answer of before and after is on record and has its leaf', async () => {
    await onSmallDisk(async ({ disk, installation, publishing }) => {
      await publishing.finish()
      await installation.evidence()
      disk.fill()
      // What the databases had room for before may still be written.
      let answers = await readFor(installation, FULL_MS)
      while (answers.some(({ status }) => status === 200)) answers = await readFor(installation, FULL_MS)
      expect(answers.length).toBeGreaterThan(0)
      for (const { status, text } of answers.filter((answer) => answer.status !== NOBODY)) {
        expect(status).toBe(503)
        expect(Object.keys(JSON.parse(text) as object).toSorted()).toEqual(PROBLEM)
      }
      const headers = { 'content-type': TYPE }
      const event = await installation.request(AGENCY, '/v1/events', { method: 'POST', headers, body: EVENT }).catch(() => undefined)
      expect(event?.status ?? 503).toBe(503)
      disk.free()
      if (installation.origin() === undefined) await installation.start()
    })
  }, 180_000)

  it('ends a service that has events to take, and it goes on where it was when there is room', async () => {
    await onSmallDisk(async ({ disk, installation, publishing }) => {
      disk.fill()
      await expect(installation.died()).rejects.toThrow(/disk is full|No space left/)
      disk.free()
      await installation.start()
      await publishing.finish()
      await installation.evidence()
    })
  }, 180_000)
})
