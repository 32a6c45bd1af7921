import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createVisitor, hiddenField, signIn } from '../../fixtures/browser-like.ts'
import { agencyOf } from '../../../commands/demo/folder.ts'
import { demoChronologies, demoReaders, loadDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { inspect } from '../audit/replay/inspect.ts'
import { purposesOf } from '../audit/replay/reads.ts'

interface Item {
  readonly type: string
  readonly data: {
    readonly details: { readonly evidence?: string; readonly description?: string; readonly reported_by_kind?: string }
    readonly assertion: { readonly basis: string }
    readonly subject?: { readonly pseudonym?: string; readonly identifiers?: readonly { readonly scheme: string }[] }
  }
}

/** KESTREL 21: probation's note names Priya, whom the event does not list. */
describe('a note that names another woman', () => {
  let world: DemoWorld
  beforeAll(async () => {
    world = await loadDemoWorld()
  }, 180_000)
  afterAll(async () => {
    await world.close()
  })

  const evidence = async (agency: string, as: string, purpose: string): Promise<string | undefined> => {
    const path = `/v1/cases/${await world.caseId('KESTREL', agency)}/timeline?purpose=${purpose}&limit=100`
    const { items } = (await (await world.get(path, as)).json()) as { items: Item[] }
    return items.find(({ type, data }) => type === 'engagement.expectation-answered' && data.details.evidence !== undefined)?.data.details
      .evidence
  }

  it('is read without her name by the worker of the first, by API and page, and whole by the meeting', async () => {
    expect(await evidence('norshire-marac', 'norshire-coordinator', 'marac_risk_management')).toContain('Priya present')
    expect(await evidence('norshire-idva', 'norshire-idva-kv1', 'victim_safety_planning')).toBe(
      'Home visit: [name] present, introduced as his girlfriend of some months.',
    )
    const visitor = createVisitor(world.service.origin)
    const choice = await signIn(visitor, 'norshire-idva-kv1')
    const list = await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose: 'victim_safety_planning' })
    const page = await visitor.open(`${/href="(\/cases\/[A-Za-z0-9_-]{22})"/.exec(list.text)?.[1] ?? ''}/timeline`)
    expect([page.text.includes('[name] present'), page.text.includes('Priya')]).toEqual([true, false])
    expect(await inspect(world)).toMatchObject({ findings: [], store: [] })
  })

  const itemsFor = async (agency: string, as: string, purpose: string): Promise<readonly Item[]> => {
    const path = `/v1/cases/${await world.caseId('KESTREL', agency)}/timeline?purpose=${purpose}&limit=200`
    return ((await (await world.get(path, as)).json()) as { items: Item[] }).items
  }

  it('gives those who face the perpetrator no report’s source that he is not known to know, and no name of hers', async () => {
    for (const [agency, as, purpose] of [
      ['norshire-drive', 'norshire-case-manager', 'perpetrator_intervention'],
      ['norshire-probation', 'norshire-probation-officer', 'offender_management'],
      ['norshire-dapp', 'norshire-facilitator', 'perpetrator_intervention'],
    ] as const) {
      const items = await itemsFor(agency, as, purpose)
      const said = JSON.stringify(items)
      expect([as, items.length > 0, /reported_by_(?!kind)|neighbour_or_public|third_party_report|Leanne|Priya/.exec(said)?.[0]]).toEqual([
        as,
        true,
        undefined,
      ])
      expect(items.filter(({ data }) => data.assertion.basis === 'reported').length).toBeGreaterThan(0)
    }
    const meeting = await itemsFor('norshire-marac', 'norshire-coordinator', 'marac_risk_management')
    expect(meeting.filter(({ data }) => data.assertion.basis.startsWith('reported_by_')).length).toBeGreaterThan(0)
  })

  it('gives a LOCAL identifier to readers of the agency that gave it alone', async () => {
    const schemes = async (agency: string, as: string, purpose: string): Promise<ReadonlySet<string>> =>
      new Set((await itemsFor(agency, as, purpose)).flatMap(({ data }) => data.subject?.identifiers?.map(({ scheme }) => scheme) ?? []))
    expect((await schemes('norshire-marac', 'norshire-coordinator', 'marac_risk_management')).has('PNC')).toBe(true)
    const gave = new Set(
      demoChronologies
        .find(({ name }) => name === 'KESTREL')
        ?.events.filter(({ data }) => JSON.stringify(data.subject).includes('LOCAL'))
        .map(agencyOf),
    )
    const heads = await Promise.all(
      demoReaders
        .filter(({ id }) => id.startsWith('norshire-'))
        .flatMap((reader) =>
          purposesOf(reader).map(async (purpose) => ({
            agency: reader.agency,
            list: await (await world.get(`/v1/cases?purpose=${purpose}`, reader.id)).text(),
          })),
        ),
    )
    expect(heads.filter(({ agency, list }) => !gave.has(agency) && list.includes('LOCAL'))).toEqual([])
    expect([
      heads.some(({ agency }) => !gave.has(agency)),
      heads.some(({ list }) => list.includes('PNC')),
      heads.some(({ list }) => list.includes('LOCAL')),
    ]).toEqual([true, true, true])
  })

  it('tells an agency nothing that writes names and reads which are hidden: they are, whoever is known', async () => {
    const incident = demoChronologies
      .filter(({ name }) => name === 'KESTREL')
      .flatMap(({ events }) => events)
      .find(({ type }) => type === 'behaviour.incident-recorded')
    if (incident === undefined) throw new Error('no incident')
    const said = 'He shouted about Priya and Olivia van der Linden and AL-HASSAN, and at Leanne.'
    const own = {
      ...incident,
      id: uuidOf('own words'),
      source: incident.source.replace(/^\/agencies\/[^/]+/, '/agencies/norshire-idva'),
      data: { ...incident.data, details: { ...(incident.data.details as object), description: said } },
    }
    expect(await world.send(own)).toMatchObject({ status: 'accepted' })
    const shown = (await itemsFor('norshire-idva', 'norshire-idva-kv1', 'victim_safety_planning')).map(
      ({ data }) => data.details.description,
    )
    expect(shown).toContain('He shouted about [name] and [name] and [name], and at Leanne.')
  })

  it('hides a name from an agency that gives it to the man or to its own client, so that it cannot try names one by one', async () => {
    const hidden = /Shouted at \[name\] for coming home/
    const probation = async (): Promise<string> =>
      JSON.stringify(await itemsFor('norshire-probation', 'norshire-probation-officer', 'offender_management'))
    expect(await probation()).toMatch(hidden)
    const incident = demoChronologies
      .filter(({ name }) => name === 'KESTREL')
      .flatMap(({ events }) => events)
      .find(({ type }) => type === 'behaviour.incident-recorded')
    if (incident === undefined) throw new Error('no incident')
    const { subject } = incident.data
    for (const [word, given] of [
      ['given name', { given_name: 'Leanne' }],
      ['family name', { family_name: 'Leanne' }],
    ] as const) {
      const named = {
        ...incident,
        id: uuidOf(`a ${word} of his`),
        source: incident.source.replace(/^\/agencies\/[^/]+/, '/agencies/norshire-probation'),
        data: {
          ...incident.data,
          subject: { ...subject, ...given },
          details: { ...(incident.data.details as object), description: 'Rang.' },
        },
      }
      expect(await world.send(named)).toMatchObject({ status: 'accepted' })
      expect(await probation()).toMatch(hidden)
    }
    expect(await evidence('norshire-probation', 'norshire-probation-officer', 'offender_management')).toContain('[name] present')
    expect(await inspect(world)).toMatchObject({ findings: [], store: [] })
  })
})
