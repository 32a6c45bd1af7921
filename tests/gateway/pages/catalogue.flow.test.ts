import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { loadCatalogue } from '../../../schemas/index.ts'
import { startRunning, type Running } from '../../flow/running.ts'

const catalogue = loadCatalogue()

describe('the catalogue, as pages for everybody', () => {
  let running: Running
  beforeAll(async () => { running = await startRunning({ at: Date.parse('2026-01-05T09:00:00Z') }) }, 60_000)
  afterAll(async () => { await running.stop(); running.remove() })

  const page = async (path: string): Promise<{ readonly status: number, readonly html: string }> => {
    const { status, text } = await running.ask(path, { method: 'GET' })
    return { status, html: text.replaceAll('&#39;', '\'') }
  }

  it('has a page for every type: what it says, each field with its class and codes, and an example', async () => {
    const { html } = await page('/catalogue')
    for (const { type, title, details } of catalogue.types.values()) {
      expect(html).toContain(`href="/catalogue/${type}"`)
      const one = await page(`/catalogue/${type}`)
      expect(one.status).toBe(200)
      expect(one.html).toContain(title)
      for (const { name, class: sensitivity, codeList } of details) {
        expect(one.html).toContain(`>${name}`)
        expect(one.html).toContain(`href="/catalogue/classes#${sensitivity}"`)
        if (codeList !== undefined) expect(one.html).toContain(`href="/catalogue/code-lists/${codeList}"`)
      }
    }
  }, 60_000)

  it('says of every kind of agency that may not send a type what it may: of the same family first', async () => {
    const types = [...catalogue.types.values()]
    const kinds = catalogue.codeLists.get('agency_type')?.codes ?? []
    for (const { type, publishers, family } of types.filter(({ type: name }) => ['justice.arrest-recorded', 'order.breached', 'record.corrected'].includes(name))) {
      const { html } = await page(`/catalogue/${type}`)
      const rows = new Map([...html.matchAll(/<dt[^>]*>([^<]*)<\/dt><dd[^>]*>(.*?)<\/dd>/gs)].map(([, agency = '', said = '']) => [agency, said]))
      expect([...rows.keys()].sort()).toEqual(kinds.filter(({ code }) => !publishers.some((kind) => kind === code)).map(({ label }) => label).sort())
      for (const { code, label } of kinds.filter((kind) => rows.has(kind.label))) {
        const its = types.filter((one) => one.publishers.some((kind) => kind === code))
        const near = its.filter((one) => one.family === family)
        const said = [...(rows.get(label) ?? '').matchAll(/href="\/catalogue\/([^"]+)"/g)].map(([, name]) => name).sort()
        expect([label, said]).toEqual([label, (near.length > 0 ? near : its).map((one) => one.type).sort()])
        if (its.length === 0) expect(rows.get(label)).toBe('It sends nothing.')
      }
    }
    const { html } = await page('/catalogue/justice.arrest-recorded')
    expect(html).toContain('Your kind of agency is not among them')
  }, 60_000)

  it('has every code list and class, and nothing that there is not', async () => {
    for (const { name, codes } of catalogue.codeLists.values()) {
      const { status, html } = await page(`/catalogue/code-lists/${name}`)
      expect([status, codes.every(({ code }) => html.includes(code))]).toEqual([200, true])
    }
    expect((await page('/catalogue/classes')).html).toContain('id="VIC_LOC"')
    expect([(await page('/catalogue/no.such-type')).status, (await page('/catalogue/code-lists/nothing')).status]).toEqual([404, 404])
  }, 60_000)
})
