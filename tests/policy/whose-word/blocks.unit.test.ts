import { describe, expect, it } from '@jest/globals'
import { agencyNamed } from '../../fixtures/ids.ts'
import { blockOf, linked, PERSON, token, type EventSeed } from '../case-builder.ts'
import { answer, BEFORE, idvaOf, incident, LATELY, listed, listing, MRM, read, SINCE, VSP } from './case.ts'

describe('a block', () => {
  const block = blockOf(token('reader'), { event_id: 'block' })
  const isOut = (seeds: readonly EventSeed[], more: Parameters<typeof read>[3] = {}): boolean =>
    read('social_worker', MRM, [incident, listed, ...seeds], more).outcome === 'not_found'

  it('of any agency that names a harmed person shuts its officer out at once, for 72 hours', () => {
    expect(isOut([block])).toBe(true)
    expect(isOut([{ ...block, agency: agencyNamed('fixture-housing') }])).toBe(true)
    const old = { ...block, published_at: '2026-05-29T11:59:59.999Z' }
    expect([isOut([{ ...old, published_at: '2026-05-29T12:00:00.000Z' }]), isOut([old])]).toEqual([true, false])
  })

  it('said again, also in place of one that was taken back, lasts no longer; after 28 days it is another', () => {
    const days = ['2026-05-29T11:00:00.000Z', '2026-05-31T11:00:00.000Z', LATELY].map((day, at) => ({
      ...block,
      event_id: `block-${String(at)}`,
      published_at: day,
    }))
    expect(isOut(days)).toBe(false)
    expect(isOut([...days, { type: 'record.retracted', harmed: [], facts: { target_event: 'block-0' } }])).toBe(false)
    expect(
      isOut([
        { ...block, published_at: '2026-05-04T10:59:59.999Z' },
        { ...block, event_id: 'anew', published_at: LATELY },
      ]),
    ).toBe(true)
  })

  it('of an agency that names no harmed person waits', () => {
    expect(isOut([{ ...block, agency: agencyNamed('fixture-housing'), harmed: [] }])).toBe(false)
    expect(
      isOut([
        { ...block, agency: agencyNamed('fixture-housing'), harmed: [] },
        listing,
        answer({ ...block, agency: agencyNamed('fixture-housing') }, 'fixture-marac'),
      ]),
    ).toBe(true)
  })

  it('of her advocate waits, whoever says it, and so does one of a whole agency and of chair or coordinator', () => {
    expect(read('idva', VSP, [incident, block, idvaOf(PERSON.one, 'reader')]).outcome).toBe('permit')
    expect(isOut([blockOf(token('fixture-idva'), { barred: { agency: agencyNamed('fixture-idva'), whole: true } })])).toBe(false)
    const chair = linked(token('reader'), 'listed', { role: 'marac_chair' })
    expect(read('marac_chair', MRM, [incident, block, chair]).outcome).toBe('permit')
    const coordinators = blockOf(token('reader'), { barred: { agency: agencyNamed('fixture-marac'), whole: false } })
    expect(read('marac_coordinator', MRM, [incident, listing, coordinators], { agency: agencyNamed('fixture-marac') }).outcome).toBe(
      'permit',
    )
  })

  it('is confirmed or ended by the coordinating agency, the operator’s data protection officer or the barred person’s own agency, and by nobody else', () => {
    const old = { ...block, published_at: '2026-05-25T09:00:00.000Z', barred: { agency: agencyNamed('fixture-idva'), whole: false } }
    const officer = { role: 'dpo' }
    expect(isOut([old, listing, answer(old, 'fixture-marac')])).toBe(true)
    expect(isOut([old, answer(old, 'fixture-operator', 'confirmed', officer)])).toBe(true)
    expect(isOut([old, answer(old, 'fixture-idva')])).toBe(true)
    expect(
      isOut([old, answer(old, 'fixture-housing'), answer(old, 'fixture-operator'), answer(old, 'fixture-gp', 'confirmed', officer)]),
    ).toBe(false)
    for (const [by, more] of [
      ['fixture-marac', {}],
      ['fixture-operator', officer],
      ['fixture-idva', {}],
    ] as const) {
      expect(isOut([{ ...block, barred: old.barred }, listing, answer(block, by, 'ended', more)])).toBe(false)
    }
    expect(isOut([block, answer(block, 'fixture-housing', 'ended')])).toBe(true)
  })

  it('is not ended by the agency of whom it bars once the coordinating agency has confirmed it, nor by the barred person', () => {
    const barred = { ...block, barred: { agency: agencyNamed('fixture-idva'), whole: false } }
    expect(isOut([barred, listing, answer(barred, 'fixture-marac'), answer(barred, 'fixture-idva', 'ended')])).toBe(true)
    expect(isOut([barred, answer(barred, 'fixture-idva', 'ended', { staff: token('reader') })])).toBe(true)
  })

  it('that was confirmed counts no more when the answer is taken back', () => {
    const old = { ...block, published_at: '2026-05-25T09:00:00.000Z' }
    expect(isOut([old, listing, answer(old, 'fixture-marac'), answer(old, 'fixture-marac', 'retracted')])).toBe(false)
  })

  it('is never shown to whom it names, in force or not; its reason is for the chair', () => {
    const shown = (role: string, seeds: readonly EventSeed[], agency = 'fixture-marac') => {
      const { events, ids } = read(role, MRM, [incident, listing, ...seeds], { agency: agencyNamed(agency) })
      const event = events.find(({ sequence }) => ids[sequence - 1] === 'block')
      return event === undefined ? 'nothing' : event.parts.some((part) => part.class === 'STAFF') ? 'why' : 'that it is there'
    }
    const ofOther = blockOf(token('other'), { event_id: 'block' })
    const ofWhole = blockOf(token('fixture-marac'), { event_id: 'block', barred: { agency: agencyNamed('fixture-marac'), whole: true } })
    expect([
      shown('marac_chair', [ofOther]),
      shown('marac_coordinator', [ofOther]),
      shown('social_worker', [ofOther], 'fixture-police'),
    ]).toEqual(['why', 'that it is there', 'that it is there'])
    expect([shown('social_worker', [ofOther], 'fixture-idva'), shown('marac_chair', [ofWhole])]).toEqual(['nothing', 'nothing'])
  })

  it('of before keeps its effect until it is ended', () => {
    const old = { ...block, published_at: BEFORE }
    expect(isOut([old], { instrumentsSince: SINCE })).toBe(true)
    expect(
      isOut([{ ...old, facts: { ...block.facts, blocked_ref: token('reader') } }, idvaOf(PERSON.one, 'reader')], {
        instrumentsSince: SINCE,
      }),
    ).toBe(true)
    expect(isOut([old, listing, answer(old, 'fixture-marac', 'ended')], { instrumentsSince: SINCE })).toBe(false)
  })
})
