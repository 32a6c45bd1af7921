import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RequestHandler } from 'express'
import { Problem } from '../api/problem.ts'
import { packageFolder } from './render.ts'

interface Asset {
  readonly type: string
  readonly bytes: Buffer
}

const DAY_SECONDS = 86_400
const FONT_FACE = /@font-face\{[^}]*\}/g
/** The GDS Transport typeface, the crown and the crest are for gov.uk domains only: neither is named nor sent. */
const withoutGovernmentMarks = (css: string): string =>
  css
    .replaceAll(FONT_FACE, '')
    .replaceAll('GDS Transport,', '')
    .replaceAll(/url\(\/assets\/images\/govuk-crest\.svg\)/g, 'none')
    .replaceAll(/\/\*# sourceMappingURL.*?\*\//g, '')

/** The style sheets of the two design systems, and a style sheet and a script of our own: nothing else is served, and nothing else runs in the browser. */
export function assetHandler(): RequestHandler {
  const css = (path: string): Asset => ({
    type: 'text/css; charset=utf-8',
    bytes: Buffer.from(withoutGovernmentMarks(readFileSync(path, 'utf8'))),
  })
  const ours = (file: string, type: string): Asset => ({ type, bytes: readFileSync(join(import.meta.dirname, 'static', file)) })
  const assets: ReadonlyMap<string, Asset> = new Map([
    ['govuk.css', css(join(packageFolder('govuk-frontend'), 'dist/govuk/govuk-frontend.min.css'))],
    ['moj.css', css(join(packageFolder('@ministryofjustice/frontend'), 'moj/moj-frontend.min.css'))],
    ['throughline.css', css(join(import.meta.dirname, 'static/throughline.css'))],
    ['case.js', ours('case.js', 'text/javascript; charset=utf-8')],
    ['throughline.js', ours('throughline.js', 'text/javascript; charset=utf-8')],
    ['icon.svg', ours('icon.svg', 'image/svg+xml')],
  ])
  return (request, response) => {
    const asset = assets.get(String(request.params.file))
    if (asset === undefined) throw new Problem('not-found')
    response.setHeader('Cache-Control', `public, max-age=${DAY_SECONDS}`)
    response.setHeader('Content-Type', asset.type)
    response.end(asset.bytes)
  }
}
