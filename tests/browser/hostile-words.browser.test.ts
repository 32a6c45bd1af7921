import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { gridOf } from '../../gateway/pages/case/figures.ts'
import { createRender } from '../../gateway/pages/render.ts'
import { createRandom } from '../faults/random.ts'
import { startBrowser, type TestBrowser } from './browser.ts'

const STRINGS = 5_000
const PAYLOADS = [
  '<script>window.ran=1</script>',
  '<img src=x onerror="window.ran=1">',
  '"><svg onload=window.ran=1>',
  "' onmouseover='window.ran=1' x='",
  '</title><script>window.ran=1</script>',
  '</text></svg><script>window.ran=1</script>',
  '<![CDATA[<script>window.ran=1</script>]]>',
  'javascript:window.ran=1',
  '{{ range.constructor("return globalThis")().ran = 1 }}',
  '{% raw %}<b>{% endraw %}',
  '<iframe srcdoc="<script>parent.ran=1</script>">',
  '<math><mtext><table><mglyph><style><img src=x onerror=window.ran=1>',
  '-->]]>"><details open ontoggle=window.ran=1>',
]

const random = createRandom(23)
const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
const PIECES = ['"', "'", '<', '>', '&', '`', '\u2028', '\u202e', '-->', '</', ' ', 'x', 'é', '\\', '${', '}}']
const hostile = (): string =>
  [pick(PIECES), pick(PIECES), pick(PAYLOADS), pick(PIECES), pick(PIECES)].join(random() < 0.3 ? pick(PIECES) : '')

/** Everything that pages of a case say, with a text in every place for one. `text`: called for each. */
function values(text: () => string): Readonly<Record<string, unknown>> {
  const line = () => ({ text: text(), more: [text(), text()], href: '/cases/x' })
  const row = (at: number) => ({
    id: `entry-${String(at)}`,
    title: text(),
    byline: text(),
    date: '2026-01-01',
    when: text(),
    day: text(),
    harmed: text(),
    basis: text(),
    marks: [text()],
    warnings: [{ words: text(), isParticular: true }],
    lines: [
      { key: text(), values: [text(), text()] },
      { key: text(), values: [text()], events: [{ id: 'entry-0', isHere: true }] },
    ],
  })
  const rows = Array.from({ length: 40 }, (_, at) => row(at))
  const grid = gridOf({
    id: 'grid',
    caption: text(),
    corner: text(),
    rows: [
      { key: 'a', text: text() },
      { key: 'b', text: text() },
    ],
    columns: [
      { key: '1', text: text(), short: text() },
      { key: '2', text: text(), short: text() },
    ],
    counts: [
      { row: 'a', column: '1', events: ['e'], special: text() },
      { row: 'b', column: '2', events: ['e'] },
    ],
    hrefOf: () => '/cases/x',
  })
  return {
    title: 'Page',
    case: 'AAAAAAAAAAAAAAAAAAAAAA',
    reader: { name: text(), role: text(), agency: text() },
    purpose: text(),
    identity: text(),
    record: text(),
    readAt: text(),
    notice: text(),
    csrf: 'token',
    speech: { he: text(), him: text(), He: text(), his: text() },
    warnings: [{ text: text(), href: '/cases/x' }],
    pages: [{ text: text(), href: '/cases/x', active: true }],
    overview: {
      where: line(),
      people: [line(), line()],
      inForce: [line()],
      sharing: [line()],
      listings: [line()],
      sentences: [line()],
      expectations: [line()],
    },
    changed: { heading: text(), items: [line()], empty: text(), week: '/cases/x' },
    groups: [{ heading: text(), rows }],
    chips: [{ text: text(), href: '/cases/x' }],
    words: text(),
    errors: [{ text: text(), href: '#from-day' }],
    wrong: { from: { text: text() } },
    dates: { from: [{ name: 'day', value: text() }], to: [{ name: 'day', value: text() }] },
    choices: Object.fromEntries(
      ['tactic', 'person', 'agency', 'basis', 'family', 'breach'].map((name) => [name, [{ value: text(), text: text() }]]),
    ),
    asOf: text(),
    sentences: [line()],
    grids: [grid],
    orders: [{ ...line(), breaches: [line()] }],
    escalation: { words: text(), lines: [line()] },
    gaps: { height: 28, rows: [{ ...line(), days: text(), seen: text() }], bars: [{ y: 0, width: 10, text: text(), href: '/cases/x' }] },
    ledger: [{ ...line(), state: text(), answers: [line()] }],
    notCounted: [line()],
    tools: [
      {
        name: text(),
        most: text(),
        rows: [{ when: text(), by: text(), level: text(), score: text(), view: text(), notes: [text()], href: '/cases/x' }],
        height: 28,
        bars: [{ y: 0, width: 10, text: text(), href: '/cases/x' }],
      },
    ],
    levels: [line()],
    rfg: {
      withheld: text(),
      total: text(),
      outOf: text(),
      rows: [{ key: text(), value: text(), how: text(), href: '/cases/x' }],
      published: [line()],
    },
    about: text(),
    bases: [{ text: text(), agencies: [text()], count: text(), href: '/cases/x' }],
    sections: [{ heading: text(), about: text(), empty: text(), rows: rows.slice(0, 5) }],
  }
}

const PAGES = ['overview', 'timeline', 'pattern', 'risk', 'sections', 'print'] as const

describe('words that mean harm', () => {
  let browser: TestBrowser
  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterAll(() => browser.close())

  it(`run in no page, drawing or print, and make no element: ${String(STRINGS)} strings in every place for a text`, async () => {
    const { page } = await browser.open({ javaScript: true })
    await page.route('**/*', (route) => (route.request().url().startsWith('data:') ? route.continue() : route.abort()))
    let dialogs = 0
    page.on('dialog', (dialog) => {
      dialogs += 1
      void dialog.dismiss()
    })
    const render = createRender()
    const elements = async (html: string): Promise<readonly [number, number, unknown]> => {
      await page.setContent(html, { waitUntil: 'domcontentloaded' })
      return page.evaluate<[number, number, unknown]>(
        "[document.querySelectorAll('*').length, [...document.querySelectorAll('*')].reduce((sum, one) => sum + one.attributes.length, 0), window.ran]",
      )
    }
    const tame = new Map<string, readonly [number, number, unknown]>()
    for (const name of PAGES)
      tame.set(
        name,
        await elements(
          render(
            `case/${name}`,
            values(() => 'x'),
          ),
        ),
      )
    let used = 0
    while (used < STRINGS) {
      const filled = values(() => {
        used += 1
        return hostile()
      })
      for (const name of PAGES) expect([name, await elements(render(`case/${name}`, filled))]).toEqual([name, tame.get(name)])
    }
    expect(dialogs).toBe(0)
  }, 120_000)
})
