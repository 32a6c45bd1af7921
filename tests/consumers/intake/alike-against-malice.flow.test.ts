import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { fact, type CaseEventRecord } from '../../../core/case/index-part.ts'
import { NOTIFIED } from '../../../core/case/notices.ts'
import { CASE_EVENTS } from '../../../infra/event-log/topics.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { cast, incident } from './events.ts'
import { openInstallation, type Installation } from './harness.ts'

const ROGUE = 'westmere-police'
const HONEST = 'westmere-probation'
const { subject, harmed, crn } = cast(1)
const known = incident('known', { subject: { ...subject, identifiers: [crn] }, harmed: [harmed] })

/** An event about the man, his surname and number others, so that it opens a case of its own. */
const apart = (name: string, agency: string, more: object = {}): AgencyEvent =>
  incident(name, {
    agency,
    subject: { ...subject, family_name: 'Quill', identifiers: [cast(2).crn], ...more },
    harmed: [cast(3).harmed],
  })

describe('events that may be about the man of another case, of a sender who means to keep others off its list', () => {
  const folder = temporaryFolder()
  let installation: Installation
  let opened = 0
  beforeEach(async () => {
    installation = await openInstallation(`${folder.path}/${String(opened++)}`)
    await installation.take([known])
  })
  afterEach(async () => {
    await installation.close()
  })

  /** Who sent what is noted, and whether it is noted in the case of the event that was there before. */
  async function noted(): Promise<readonly string[]> {
    const records = await installation.entries<CaseEventRecord>(CASE_EVENTS)
    const his = records.find(({ index }) => index.event_id === known.id)?.index.case_log
    return records
      .filter(({ index }) => index.type === NOTIFIED)
      .map(({ index }) => `${fact(index, 'target_agency').join()} in ${index.case_log === his ? 'his' : 'another'} case`)
      .toSorted()
  }

  it("has no event in another's place: both are noted where they come together, each once", async () => {
    await installation.take([
      apart('honest', HONEST),
      apart('rogue', ROGUE, { given_name: 'Cal' }),
      apart('rogue once more', ROGUE, { given_name: 'Callie' }),
    ])
    expect(await noted()).toEqual([`${ROGUE} in his case`, `${HONEST} in his case`])
  })
})
