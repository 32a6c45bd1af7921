import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { commonFields, loadCatalogue } from '../../../schemas/index.ts'
import { startRunning, type Running } from '../../flow/running.ts'

const catalogue = loadCatalogue()

describe('the catalogue, as pages for everybody', () => {
  let running: Running
  beforeAll(async () => {
    running = await startRunning({ at: Date.parse('2026-01-05T09:00:00Z') })
  }, 60_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  const page = async (path: string): Promise<{ readonly status: number; readonly html: string }> => {
    const { status, text } = await running.ask(path, { method: 'GET' })
    return { status, html: text.replaceAll('&#39;', "'") }
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
    for (const { type, publishers, family } of types.filter(({ type: name }) =>
      ['justice.arrest-recorded', 'order.breached', 'record.corrected'].includes(name),
    )) {
      const { html } = await page(`/catalogue/${type}`)
      const rows = new Map(
        [...html.matchAll(/<dt[^>]*>([^<]*)<\/dt><dd[^>]*>(.*?)<\/dd>/gs)].map(([, agency = '', said = '']) => [agency, said]),
      )
      expect([...rows.keys()].sort()).toEqual(
        kinds
          .filter(({ code }) => !publishers.some((kind) => kind === code))
          .map(({ label }) => label)
          .sort(),
      )
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

  it('answers what somebody looks for in their own words, on the page and as JSON, and says what a question must be', async () => {
    const { html } = await page('/catalogue?q=noise+and+shouting')
    expect(html).toMatch(/What says it[^]*href="\/catalogue\/behaviour.incident-recorded"[^]*third_party_report/)
    expect((await page('/catalogue?q=zzqqxx')).html).toContain('Nothing was found')
    expect((await page('/catalogue?q=%3Cscript%3Ealert(1)%3C/script%3E')).html).not.toContain('<script')
    expect((await running.ask('/v1/catalogue?q=bruise', { method: 'GET' })).json).toMatchObject({
      items: [{ kind: 'words', say: [{ type: 'behaviour.incident-recorded' }, { type: 'health.concern-recorded' }] }],
      next: null,
    })
    for (const query of ['', '?q=', '?q=a&q=b', `?q=${'a'.repeat(101)}`]) {
      expect((await running.ask(`/v1/catalogue${query}`, { method: 'GET' })).json).toMatchObject({
        status: 400,
        errors: [{ pointer: '/query/q', detail: expect.stringContaining('missed+appointment') }],
      })
    }
  })

  it('has a page of the fields that every event has', async () => {
    const { html } = await page('/catalogue/fields')
    for (const { path } of commonFields(catalogue)) expect(html.replaceAll('&lt;', '<').replaceAll('&gt;', '>')).toContain(`>${path}`)
    expect(html).toContain('href="/catalogue/code-lists/lawful_basis"')
  })

  it("says what to write where nobody told the agency an order's id", async () => {
    expect((await page('/catalogue/order.breached')).html).toMatch(/order_id \(required\)[^]*?write <code>unknown<\/code>/)
    expect((await page('/catalogue/marac.case-listed')).html).not.toContain('write <code>unknown</code>')
  })

  it('prints a command with the example that runs as it stands', async () => {
    for (const type of ['behaviour.incident-recorded', 'order.breached', 'voice.views-recorded']) {
      const { html } = await page(`/catalogue/${type}`)
      const command =
        /aria-label="Command with an example"><code>(?<command>[^]*?)<\/code>/
          .exec(html)
          ?.groups?.command?.replaceAll('&quot;', '"')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&amp;', '&') ?? ''
      const [, agency = ''] = /"source": "\/agencies\/([^/]+)/.exec(command) ?? []
      const { stdout } = await promisify(execFile)('bash', ['-c', command], { env: { ...process.env, TOKEN: await running.token(agency) } })
      expect([type, JSON.parse(stdout)]).toMatchObject([type, { results: [{ status: 'accepted' }] }])
    }
  })
})
