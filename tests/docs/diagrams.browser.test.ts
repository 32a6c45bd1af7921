import { createRequire } from 'node:module'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { startBrowser, type TestBrowser } from '../browser/browser.ts'

const root = join(import.meta.dirname, '..', '..')
const mermaid = createRequire(import.meta.url).resolve('@mermaid-js/tiny')

interface Diagram {
  readonly page: string
  readonly heading: string
  readonly text: string
}

/** The diagrams of a page in Markdown, each with the heading that it stands under. */
function diagramsOf(file: string): readonly Diagram[] {
  const diagrams: Diagram[] = []
  let heading = ''
  for (const [, title, text] of readFileSync(file, 'utf8').matchAll(/^#+ (.+)$|^```mermaid\n([\s\S]*?)^```$/gm)) {
    if (title !== undefined) heading = title
    else if (text !== undefined) diagrams.push({ page: relative(root, file), heading, text })
  }
  return diagrams
}

const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'))
const diagrams = [join(root, 'README.md'), ...pages.map((name) => join(root, 'docs', name))].flatMap(diagramsOf)

let browser: TestBrowser
let page: Page

/** Draws one with Mermaid itself; its SVG, or what Mermaid says is wrong. */
const drawn = (text: string): Promise<string> =>
  page.evaluate(async (source) => {
    const { mermaid: drawer } = globalThis as unknown as {
      readonly mermaid: { render(id: string, text: string): Promise<{ readonly svg: string }> }
    }
    return drawer.render('diagram', source).then(
      ({ svg }) => svg,
      (error: unknown) => String(error),
    )
  }, text)

describe('the diagrams of the documentation', () => {
  beforeAll(async () => {
    browser = await startBrowser()
    page = (await browser.open({ javaScript: true })).page
    await page.setContent('<body></body>')
    await page.addScriptTag({ path: mermaid })
  }, 60_000)
  afterAll(async () => {
    await browser.close()
  })

  it('are in the map: an event, a read, who is who, the two columns', () => {
    expect(diagrams.filter((one) => one.page === 'docs/architecture.md').map(({ heading }) => heading)).toEqual([
      'The way an event goes',
      'A read',
      'Who is who',
      'Two columns',
    ])
  })

  it.each(diagrams.map((one) => [one.page, one.heading, one.text] as const))('%s, %s: can be drawn', async (_, __, text) => {
    const answer = await drawn(text)
    expect(answer).toMatch(/^<svg /)
    expect(answer).not.toContain('Syntax error')
  })

  it('are refused when they are wrong: the parser is a real one', async () => {
    expect(await drawn('flowchart TD\n  a -->|')).toMatch(/error/i)
  })
})
