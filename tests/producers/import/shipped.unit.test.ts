import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { openCsv } from '../../../producers/import/csv-rows.ts'
import { createDryPublisher } from '../../../producers/import/publisher.ts'
import { createRowMapper } from '../../../producers/import/row-to-event.ts'
import { readMapping, shippedMappings } from '../../../producers/import/shipped.ts'
import type { FileRow } from '../../../producers/import/rows.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import type { AgencyType } from '../../../schemas/generated/codes.ts'

const demo = join(import.meta.dirname, '..', '..', '..', 'demo', 'import')
/** Who has such files. */
const senders: Readonly<Record<string, readonly [agency: string, type: AgencyType]>> = {
  'housing-cases': ['harbour-homes', 'housing_rp'],
  'ndelius-contacts': ['westmere-probation', 'probation'],
  'police-incidents': ['westmere-police', 'police'],
  'safelives-referral': ['westmere-idva', 'idva_service'],
  'safelives-research': ['harbour-homes', 'housing_rp'],
}
const catalogue = loadCatalogue()
const clock = { now: () => Date.parse('2026-01-05T09:00:00Z') }

const rowsOf = async (name: string): Promise<readonly FileRow[]> => {
  const file = await openCsv(join(demo, `${name}.csv`), readMapping(name, catalogue).source)
  const rows: FileRow[] = []
  for await (const row of file.rows(undefined)) rows.push(row)
  return rows
}

describe('the mappings that ship', () => {
  it('are for contacts of probation, incidents of the police, cases of a landlord, and the forms of a MARAC', () => {
    expect(shippedMappings()).toEqual(Object.keys(senders).sort())
  })

  it.each(shippedMappings())('%s: every row of its sample is an event that the service takes, or left out with a reason', async (name) => {
    const [agency, type] = senders[name] ?? ['', 'police']
    const mapper = createRowMapper(readMapping(name, catalogue), agency)
    const mapped = (await rowsOf(name)).map(({ row }) => mapper(row))
    expect(mapped.filter((row) => !row.ok && row.leftOut === undefined)).toEqual([])
    const bodies = mapped.flatMap((row) => (row.ok ? [JSON.stringify(row.event)] : []))
    expect((await createDryPublisher(catalogue, type, clock)(bodies)).map(({ status }) => status)).toEqual(bodies.map(() => 'taken'))
    expect(bodies.length).toBeGreaterThan(0)
  })

  it("a contact about her own offender manager's client as the one harmed never makes that person a perpetrator (C151)", async () => {
    const mapper = createRowMapper(readMapping('ndelius-contacts', catalogue), 'westmere-probation')
    const rows = await rowsOf('ndelius-contacts')
    const people = rows
      .filter(({ row }) => row.get('Contact code') === 'C151')
      .map(({ row }) => {
        const mapped = mapper(row)
        const { subject, harmed } = (mapped.ok ? mapped.event.data : {}) as {
          readonly subject: { readonly family_name: string }
          readonly harmed: readonly { readonly family_name: string }[]
        }
        return [subject.family_name, harmed.map((person) => person.family_name), row.get('Surname')]
      })
    expect(people).toEqual([['Vell', ['Greave'], 'Greave']])
  })
})
