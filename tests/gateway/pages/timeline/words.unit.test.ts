import { describe, expect, it } from '@jest/globals'
import { COARSER } from '../../../../gateway/pages/timeline/codes.ts'
import { dateWords, monthOf, occurredWords } from '../../../../gateway/pages/timeline/dates.ts'
import { entriesOf, notForHim } from '../../../../gateway/pages/timeline/entries.ts'
import { labelOf } from '../../../../gateway/pages/timeline/labels.ts'
import { speechOf, THIS_PERSON } from '../../../../gateway/pages/timeline/speech.ts'
import { tagsOf } from '../../../../gateway/pages/timeline/tags.ts'
import { TITLES } from '../../../../gateway/pages/timeline/title-table.ts'
import { titleOf } from '../../../../gateway/pages/timeline/titles.ts'
import { warningsOf } from '../../../../gateway/pages/timeline/warnings.ts'
import type { TimelineItem } from '../../../../gateway/read/item.ts'
import { loadCatalogue } from '../../../../schemas/index.ts'
import language from '../../../fixtures/language-rules.json' with { type: 'json' }

const catalogue = loadCatalogue()

/** An item of a day in February, of which a test says the rest. */
const shownItem = (said: Pick<TimelineItem, 'id' | 'type' | 'data'>): TimelineItem => ({
  title: 'Title of the type',
  agency: { name: 'Norshire Police' },
  occurred: { from: '2025-02-03', precision: 'day' },
  recorded_at: '2025-02-03',
  state: 'shown',
  late: false,
  corrected: false,
  ...said,
})

describe('when something happened', () => {
  it.each([
    [{ from: '2024-02-09', precision: 'day' }, '9 February 2024'],
    [{ from: '2024-02-09T21:14:00+00:00', precision: 'exact' }, '9 February 2024 at 9:14pm'],
    [{ from: '2024-07-09T21:14:00+00:00', precision: 'exact' }, '9 July 2024 at 10:14pm'],
    [{ from: '2024-02-09T21:14:00+00:00', precision: 'day' }, '9 February 2024'],
    [{ from: '2024-02-01', precision: 'month' }, 'February 2024'],
    [{ from: '2024-02', precision: 'month' }, 'February 2024'],
    [{ from: '2024-01-01', precision: 'year' }, '2024'],
    [{ from: '2024-02-09', until: '2024-02-12', precision: 'period' }, 'Between 9 February 2024 and 12 February 2024'],
    [{ from: '2024-02', until: '2024-03', precision: 'period' }, 'Between February 2024 and March 2024'],
  ])('is said no more precisely than it was recorded: %j', (occurred, words) => {
    expect(occurredWords(occurred)).toBe(words)
  })
  it('stands under its month in London', () => {
    expect(monthOf('2024-06-30T23:30:00+00:00')).toBe('2024-07')
    expect(monthOf('2024-06-30')).toBe('2024-06')
    expect(dateWords('2024-06')).toBe('June 2024')
  })
})

const him = speechOf({ sex: 'male' })
const her = speechOf({ sex: 'female' })
const beth = { given_name: 'Beth', family_name: 'Arkwright', role: 'adult', relationship: 'ex_partner' }
const title = (type: string, details: object, speech = him, harmed: readonly unknown[] = []): string =>
  titleOf({ type, title: 'Title of the type', data: { details, harmed } }, speech, catalogue)

describe('how a page speaks of him', () => {
  it('is one way for all of it: by the sex that is known, else by name, else as this person', () => {
    expect([him.He, her.He]).toEqual(['He', 'She'])
    expect(speechOf({ given_name: 'Sam', family_name: 'Hale', sex: 'unknown' })).toMatchObject({ He: 'Sam Hale', his: 'Sam Hale’s' })
    expect(speechOf({ pseudonym: 'person-0f3a91' })).toBe(THIS_PERSON)
    expect(speechOf(null)).toBe(THIS_PERSON)
  })

  it('goes by what is best known of him in all that is shown, not event by event', () => {
    const subjects = [{ pseudonym: 'person-0f3a91' }, undefined, { given_name: 'Sam', family_name: 'Hale', sex: 'male' }]
    const items = subjects.map((subject, at) => shownItem({ id: String(at), type: 'bail.breached', data: { subject, details: {} } }))
    const entries = entriesOf(items, { catalogue, agencyName: () => undefined })
    expect(entries.map((entry) => entry.title)).toEqual(Array(3).fill('He broke his bail conditions'))
  })

  it('goes by what is known of him outside the page, where the page does not say it', () => {
    const items = [shownItem({ id: 'a', type: 'bail.breached', data: { subject: { pseudonym: 'person-1' }, details: {} } })]
    const titles = (subject: Record<string, unknown> | null): unknown =>
      entriesOf(items, { catalogue, agencyName: () => undefined, subject }).map((entry) => entry.title)
    expect(titles({ sex: 'female' })).toEqual(['She broke her bail conditions'])
    expect(titles({ given_name: 'Sam', family_name: 'Hale' })).toEqual(['Sam Hale broke the bail conditions'])
    expect(titles(null)).toEqual(['This person broke the bail conditions'])
  })
})

describe('a heading', () => {
  it('says what he did, with the tactic, and to whom', () => {
    const tactics = ['physical.strangulation', 'threat.kill', 'damage.property']
    expect(title('behaviour.incident-recorded', { tactics }, him, [beth])).toBe(
      'He strangled or suffocated and threatened to kill Beth Arkwright and damaged property or a home',
    )
    expect(title('behaviour.incident-recorded', { tactics: ['threat.kill'], strangulation: true }, her, [beth])).toBe(
      'She strangled or suffocated and threatened to kill Beth Arkwright',
    )
    expect(title('order.breached', { order_type: 'non_molestation', behaviour: ['stalking.following'] }, him, [beth])).toBe(
      'He broke an order (Non-molestation order): he followed or spied on Beth Arkwright',
    )
  })

  it('says it of reduced forms too, with no more than is disclosed', () => {
    const reduced = [{ role: 'adult', relationship: 'ex_partner' }]
    expect(title('behaviour.incident-recorded', { tactics: ['physical', 'control'] }, him, reduced)).toBe(
      'He used physical violence and controlling behaviour against an ex-partner',
    )
    expect(title('behaviour.incident-recorded', { tactics: ['threat'] }, him, [{ role: 'child', age_band: '5-10' }])).toBe(
      'He threatened a child aged 5 to 10',
    )
    expect(title('behaviour.incident-recorded', { tactics: ['physical'] })).toBe('He used physical violence against somebody')
    expect(title('behaviour.incident-recorded', {}, THIS_PERSON)).toBe('This person used abuse')
    expect(title('justice.custody-status-changed', { status: 'in_the_community' }, THIS_PERSON)).toBe('This person was in the community')
    expect(title('justice.custody-status-changed', {})).toBe('A prison, probation or a court recorded a change of his custody')
  })

  it('names the first of many acts, and says that there are more', () => {
    const tactics = ['emotional.verbal', 'control.isolation', 'stalking.following', 'tech.tracking']
    expect(title('behaviour.pattern-observed', { tactics }, him, [beth])).toBe(
      'Over time, he verbally abused, isolated and followed or spied on Beth Arkwright, and more',
    )
  })

  it('says once how many people nothing tells apart', () => {
    const two = [{ role: 'adult' }, { role: 'adult' }]
    expect(title('behaviour.incident-recorded', { tactics: ['physical.assault'] }, him, two)).toBe('He assaulted an adult (2 people)')
  })

  it('is there for every type, never with a plural for one man, and puts a name in as it is', () => {
    const strange = speechOf({ given_name: '$& {whom}', family_name: '[x]' })
    for (const { type } of catalogue.types.values()) {
      expect([type, type in TITLES]).toEqual([type, true])
      for (const speech of [him, her, THIS_PERSON]) expect(title(type, {}, speech)).not.toMatch(/\bthe(y|ir|m)\b|[{}[\]]|undefined/i)
    }
    expect(title('bail.breached', {}, strange)).toBe('$& {whom} [x] broke the bail conditions')
    expect(title('justice.custody-status-changed', { status: 'constructor' })).toContain('change of his custody')
  })

  it('blames nobody who was harmed: no rule of language has anything to say of it, whatever the code', () => {
    const rules = language.rules.map(({ id, pattern }) => ({ id, finds: new RegExp(pattern, 'i') }))
    const tactics = [...(catalogue.codeLists.get('tactic')?.codes.map(({ code }) => code) ?? []), ...Object.keys(COARSER.tactic ?? {})]
    const headings = [
      ...Object.entries(TITLES).flatMap(([type, entry]) =>
        typeof entry === 'string' ? [title(type, {})] : Object.keys(entry.titles).map((code) => title(type, { [entry.field]: code })),
      ),
      ...tactics.map((tactic) => title('behaviour.incident-recorded', { tactics: [tactic] }, him, [beth])),
    ]
    expect(headings.length).toBeGreaterThan(200)
    expect(headings.flatMap((heading) => rules.filter(({ finds }) => finds.test(heading)).map(({ id }) => `${id}: ${heading}`))).toEqual([])
    expect(headings.filter((heading) => heading.split(' ').length > 20)).toEqual([])
  })

  it('is the title of its type where this version does not know the type', () => {
    expect(title('police.new-type', {})).toBe('Title of the type')
  })
})

describe('what must not reach him', () => {
  const warned = (data: Record<string, unknown>, id = 'a') => shownItem({ id, type: 'marac.action-agreed', data })
  it('is said in words with the entry', () => {
    const words = (data: Record<string, unknown>): unknown => warningsOf({ data }, him).map((warning) => warning.words)
    expect(words({ handling: { perp_knows: 'never' } })).toEqual(['Do not tell him about this.'])
    expect(words({ handling: { perp_knows: 'after_action' } })).toEqual(['Do not tell him about this before the planned action is done.'])
    expect(words({ handling: { perp_knows: 'never' }, details: { perpetrator_must_not_know: true } })).toEqual([
      'Do not tell him about this action.',
    ])
    expect(words({ details: { do_not_contact_subject_about_this: true } })).toEqual(['Do not raise this with him, not even by a hint.'])
    expect(words({ handling: { perp_knows: 'cleared' }, details: { perpetrator_must_not_know: false } })).toEqual([])
    expect(words({})).toEqual([])
  })

  it('is there for the top of a page: every entry that says so', () => {
    const items = [
      warned({ handling: { perp_knows: 'never' }, details: {} }),
      warned({ handling: { perp_knows: 'already_knows' }, details: {} }, 'b'),
    ]
    expect(notForHim(entriesOf(items, { catalogue, agencyName: () => undefined, subject: { sex: 'male' } }))).toEqual([
      {
        id: 'a',
        when: '3 February 2025',
        title: 'A MARAC meeting agreed an action',
        warnings: [{ words: 'Do not tell him about this.', isParticular: false }],
      },
    ])
  })
})

describe('a line that refers to another entry', () => {
  const views = shownItem({ id: 'views', type: 'bail.victim-views-sought', data: { details: {} } })
  const decided = shownItem({ id: 'decided', type: 'bail.decided', data: { details: { views_event: 'views' } } })
  const lineOf = (items: readonly TimelineItem[]): unknown =>
    entriesOf(items, { catalogue, agencyName: () => undefined, subject: { sex: 'male' } })
      .flatMap(({ lines }) => lines)
      .find(({ key }) => key === 'Views event')
  it('names its date and heading, and leads there', () => {
    expect(lineOf([decided, views])).toEqual({
      key: 'Views event',
      values: ['3 February 2025: Police sought views on his bail conditions'],
      events: [{ id: 'views', isHere: true }],
    })
    expect(lineOf([decided])).toMatchObject({ events: [{ id: 'views', isHere: false }] })
  })
})

describe('marks', () => {
  it('say that an event was withdrawn, where another of the page says so', () => {
    const target = shownItem({ id: 'a', type: 'bail.breached', data: { details: {} } })
    const retracted = shownItem({ id: 'b', type: 'record.retracted', data: { details: { target_event: 'a' } } })
    const entries = entriesOf([retracted, target], { catalogue, agencyName: () => undefined })
    expect(entries.map(({ marks, tags }) => [marks.withdrawn, tags.includes('Withdrawn')])).toEqual([
      [false, false],
      [true, true],
    ])
  })
})

describe('the label of a detail', () => {
  it.each([
    ['place_kind', 'Place kind'],
    ['rfg_total', 'RFG total'],
    ['nrpf_or_status_need', 'NRPF or status need'],
    ['from_marac', 'From MARAC'],
    ['em_until', 'EM until'],
    ['bail_id', 'Bail reference'],
  ])('is the name of its field as practitioners write it: %s', (name, label) => {
    expect(labelOf(name)).toBe(label)
  })
})

describe('tags', () => {
  it('tell fact, report and opinion apart, and say what was corrected, late or reduced', () => {
    const tags = tagsOf({
      data: { assertion: { basis: 'reported_by_harmed', verification: 'unverified' } },
      corrected: true,
      late: true,
      state: 'reduced',
    })
    expect(tags).toEqual(['Reported by the person harmed', 'Corrected', 'Recorded late', 'Shown in a reduced form'])
  })
  it('say that it was reported, and not by whom, where the reader is not told', () => {
    expect(
      tagsOf({ data: { assertion: { basis: 'reported', verification: 'unverified' } }, corrected: false, late: false, state: 'shown' }),
    ).toEqual(['Reported'])
  })

  it('warn of an overdue action before access to its case ends', () => {
    expect(tagsOf({ data: {}, corrected: false, late: false, state: 'shown', sight_ends: '2026-06-24' })).toEqual([
      'Overdue: sight of this case ends on 24 June 2026 while it is open',
    ])
  })
})
