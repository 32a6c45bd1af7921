import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readEvents, type CloudEventJson, type ReaderJson } from '../../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../../commands/service.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { inForce } from '../reading.ts'
import { incidentOf, type Pair } from '../relinked/people.ts'
import { startRunning, type Running } from '../running.ts'

const MARAC = 'marac_risk_management'
const demo = [...readEvents(join(DEMO_FOLDER, 'linnet.cloudevents.jsonl')), ...readEvents(join(DEMO_FOLDER, 'kestrel.cloudevents.jsonl'))]

/** Somebody of an agency who has no link of his or her own to any case. */
const reader = (agency: string, role = 'agency_rep'): ReaderJson => ({
  id: `${agency}-reader`,
  name: agency,
  role,
  agency: agencyNamed(agency),
  links: [],
})

const detailsOf = ({ data }: CloudEventJson): object => data.details as object

/** An event of a MARAC about a pair. */
function ofMarac(type: string, agency: string, pair: Pair, time: string, details: object): CloudEventJson {
  const like = demo.find((event) => event.type === type) ?? demo.find((event) => event.type === 'marac.case-listed')
  const {
    data: { subject, harmed },
  } = incidentOf(pair, 'anything')
  if (like === undefined) throw new Error('The demo has no MARAC.')
  const day = time.slice(0, 10)
  return {
    ...like,
    id: uuidOf('night', type, agency, time),
    source: `/agencies/${agency}/records`,
    type,
    time,
    data: {
      ...like.data,
      subject,
      harmed,
      occurred: { from: day, precision: 'day' },
      recorded_at: time,
      agency_record_ref: `${type} ${time}`,
      details: like.type === type ? { ...detailsOf(like), ...details } : details,
    },
  }
}

/** What a night needs: events sent as they come, and who sees what by now. */
function night(readers: readonly ReaderJson[], at: string) {
  let running: Running
  return {
    start: async () => {
      running = await startRunning({ at: Date.parse(at), readers })
    },
    end: async () => {
      await running.stop()
      running.remove()
    },
    moveTo: (time: string) => {
      running.clock.moveTo(Date.parse(time))
    },
    send: async (event: CloudEventJson) => {
      expect(await running.send(event)).toMatchObject({ status: 'accepted', errors: [] })
      await inForce(running)
    },
    /** The agencies whose reader is shown an event of another agency. */
    whoSees: async (event: CloudEventJson): Promise<readonly string[]> => {
      const caseLog = await running.caseOf(event)
      const words = (event.data.details as { readonly description: string }).description
      const seen = await Promise.all(
        readers.map(async ({ id, agency }) => {
          const path = `/v1/cases/${running.service.reads.caseIds.outside(agency, caseLog)}/timeline?purpose=${MARAC}&limit=100`
          const { status, text } = await running.ask(path, { method: 'GET', as: id })
          return status === 200 && text.includes(words) ? [agency] : []
        }),
      )
      return seen.flat()
    },
  }
}

describe('an urgent listing, before its referral', () => {
  const pair: Pair = { number: 3 }
  // A Friday evening.
  const { start, end, moveTo, send, whoSees } = night(
    [reader('westmere-police'), reader('westmere-fire'), reader('westmere-marac', 'marac_coordinator'), reader('norshire-police')],
    '2025-09-05T18:00:00+01:00',
  )
  const report = incidentOf(pair, 'What social care was told', { agency: 'westmere-csc' })
  const listing = ofMarac('marac.case-listed', 'westmere-marac', pair, '2025-09-05T20:00:00+01:00', {
    marac_id: 'WM-7',
    list_status: 'emergency_meeting',
    meeting_on: '2025-09-08T09:30:00+01:00',
    research_due: '2025-09-07T12:00:00+01:00',
    agencies_asked: ['police', 'fire_rescue'],
  })
  const referral = ofMarac('marac.referral-made', 'westmere-maternity', pair, '2025-09-12T09:00:00+01:00', {
    marac_id: 'WM-7',
    consent_status: 'agreed',
  })
  beforeAll(start, 120_000)
  afterAll(end)

  it('is seen by nobody before', async () => {
    await send(report)
    await send(incidentOf(pair, 'What the police saw', { agency: 'westmere-police' }))
    expect(await whoSees(report)).toEqual([])
  })

  it('opens the case that night to those asked who had a part in it, and to nobody who had none', async () => {
    moveTo('2025-09-05T20:00:00+01:00')
    await send(listing)
    expect(await whoSees(report)).toEqual(['westmere-police'])
  })

  it('for three working days', async () => {
    moveTo('2025-09-10T19:59:00+01:00')
    expect(await whoSees(report)).toEqual(['westmere-police'])
    moveTo('2025-09-10T20:01:00+01:00')
    expect(await whoSees(report)).toEqual([])
  })

  it('and to everybody asked, and its coordinator, as soon as the referral comes', async () => {
    moveTo('2025-09-12T09:00:00+01:00')
    await send(referral)
    expect(await whoSees(report)).toEqual(['westmere-police', 'westmere-fire', 'westmere-marac'])
  })
})

describe('a woman who moves to another area for a time', () => {
  const pair: Pair = { number: 4 }
  const { start, end, moveTo, send, whoSees } = night(
    [
      reader('norshire-csc'),
      reader('norshire-marac', 'marac_coordinator'),
      reader('westmere-fire'),
      reader('westmere-marac', 'marac_coordinator'),
      reader('westmere-police'),
    ],
    '2025-09-01T09:00:00+01:00',
  )
  const report = incidentOf(pair, 'What happened at home', { agency: 'norshire-police' })
  const listed = (agency: string, id: string, asked: string, time: string) =>
    ofMarac('marac.case-listed', agency, pair, time, {
      marac_id: id,
      list_status: 'listed',
      meeting_on: '2025-09-16T09:30:00+01:00',
      research_due: '2025-09-15T12:00:00+01:00',
      agencies_asked: [asked],
    })
  const transfer = ofMarac('marac.case-transferred', 'norshire-marac', pair, '2025-09-04T12:00:00+01:00', {
    marac_id: 'NM-1',
    step: 'temporary_move',
    from_marac: 'Norshire',
    to_marac: 'Westmere',
    marac_agency: 'westmere-marac',
    idva_handover: true,
  })
  beforeAll(start, 120_000)
  afterAll(end)

  it('is on the list at home, to which she was referred', async () => {
    await send(report)
    moveTo('2025-09-02T09:00:00+01:00')
    await send(
      ofMarac('marac.referral-made', 'norshire-police', pair, '2025-09-01T10:00:00+01:00', { marac_id: 'NM-1', consent_status: 'agreed' }),
    )
    await send(listed('norshire-marac', 'NM-1', 'childrens_social_care', '2025-09-02T09:00:00+01:00'))
    expect(await whoSees(report)).toEqual(['norshire-csc', 'norshire-marac'])
  })

  it('the other area opens nothing by a listing of its own word', async () => {
    moveTo('2025-09-03T09:00:00+01:00')
    await send(listed('westmere-marac', 'WM-9', 'fire_rescue', '2025-09-03T09:00:00+01:00'))
    expect(await whoSees(report)).toEqual(['norshire-csc', 'norshire-marac'])
  })

  it('once she is transferred, both areas have her case', async () => {
    moveTo('2025-09-04T12:00:00+01:00')
    await send(transfer)
    expect(await whoSees(report)).toEqual(['norshire-csc', 'norshire-marac', 'westmere-fire', 'westmere-marac'])
  })
})
