import { scaleLog, type ScaleLogarithmic } from 'd3-scale'
import { line } from 'd3-shape'

/** A line of a panel: what it is of, and its points. */
export interface Series {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

/** One of several plots side by side, both axes logarithmic: what does not grow is level. */
export interface Panel {
  readonly title: string
  readonly series: readonly Series[]
}

const WIDTH = 420
const HEIGHT = 280
const MARGIN = { top: 34, right: 96, bottom: 40, left: 58 }
const COLUMNS = 2
/** Okabe and Ito's colours, which people tell apart who see some colours alike. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'] as const
const TICKS = 4

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const round = (value: number): string => String(Math.round(value * 10) / 10)

interface TextOptions {
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly fill?: string
  readonly weight?: 'bold'
}

const text = (x: number, y: number, words: string, { anchor = 'start', fill = '#222', weight }: TextOptions = {}): string =>
  `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${fill}"${weight ? ` font-weight="${weight}"` : ''}>${escaped(words)}</text>`

const DIGITS = 3
const rounded = (value: number): string => String(Number(value.toPrecision(DIGITS)))

/** A number as an axis has it, to three digits: 30k, 1M. */
export const shortNumber = (value: number): string => {
  if (Number(rounded(value)) >= 1e6) return `${rounded(value / 1e6)}M`
  return Number(rounded(value)) >= 1e3 ? `${rounded(value / 1e3)}k` : rounded(value)
}

type Scale = ScaleLogarithmic<number, number>

/** The least that an axis goes from its lowest value to its highest, as a factor: what hardly changes is to look so. */
const LEAST_SPAN = 4

/** A logarithmic scale around values. */
function scaleAround(values: readonly number[], range: readonly [number, number]): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const wider = Math.max(1, Math.sqrt(LEAST_SPAN / (high / low)))
  return scaleLog([low / wider, high * wider], range)
}

const ticksOf = (scale: Scale): readonly number[] => {
  const [low = 1, high = 1] = scale.domain()
  const all = scale.ticks(TICKS)
  if (all.length <= 2 * TICKS) return all
  return all.filter((value) => /^[125]/.test(String(value / 10 ** Math.floor(Math.log10(value)))) || value === low || value === high)
}

/** Y ends of names beside lines, moved apart where they would be over one another. */
function apart(wanted: readonly number[], gap: number): readonly number[] {
  const placed = new Map<number, number>()
  let last = Number.NEGATIVE_INFINITY
  for (const { y, at } of wanted.map((y, at) => ({ y, at })).toSorted((one, other) => one.y - other.y)) {
    last = Math.max(y, last + gap)
    placed.set(at, last)
  }
  return wanted.map((y, at) => placed.get(at) ?? y)
}

function panelText({ title, series }: Panel): string {
  const points = series.flatMap((one) => one.points)
  const x = scaleAround(
    points.map(([at]) => at),
    [MARGIN.left, WIDTH - MARGIN.right],
  )
  const y = scaleAround(
    points.map(([, value]) => value),
    [HEIGHT - MARGIN.bottom, MARGIN.top],
  )
  const path = line<readonly [number, number]>(
    ([at]) => x(at),
    ([, value]) => y(value),
  ).digits(1)
  const names = apart(
    series.map((one) => y(one.points.at(-1)?.[1] ?? 1)),
    14,
  )
  const sizes = [...new Set(points.map(([at]) => at))]
  return [
    text(MARGIN.left, 18, title, { weight: 'bold' }),
    ...ticksOf(y).flatMap((value) => [
      `<path d="M${MARGIN.left},${round(y(value))}H${WIDTH - MARGIN.right}" stroke="#ddd"/>`,
      text(MARGIN.left - 6, y(value) + 4, shortNumber(value), { anchor: 'end' }),
    ]),
    ...sizes.map((value) => text(x(value), HEIGHT - MARGIN.bottom + 18, shortNumber(value), { anchor: 'middle' })),
    text((MARGIN.left + WIDTH - MARGIN.right) / 2, HEIGHT - 6, 'events', { anchor: 'middle' }),
    ...series.flatMap((one, at) => {
      const colour = COLOURS[at % COLOURS.length] ?? COLOURS[0]
      return [
        `<path d="${path(one.points) ?? ''}" fill="none" stroke="${colour}" stroke-width="2"/>`,
        ...one.points.map(([size, value]) => `<circle cx="${round(x(size))}" cy="${round(y(value))}" r="3" fill="${colour}"/>`),
        text(WIDTH - MARGIN.right + 8, (names[at] ?? 0) + 4, one.name, { fill: colour }),
      ]
    }),
  ].join('\n')
}

/** Panels as one SVG. A panel without points is left out; each needs values above 0. */
export function plot(panels: readonly Panel[]): string {
  const shown = panels.filter(({ series }) => series.some(({ points }) => points.length > 0))
  const [width, height] = [WIDTH * Math.min(COLUMNS, shown.length), HEIGHT * Math.ceil(shown.length / COLUMNS)]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...shown.map(
      (panel, at) => `<g transform="translate(${(at % COLUMNS) * WIDTH},${Math.floor(at / COLUMNS) * HEIGHT})">\n${panelText(panel)}\n</g>`,
    ),
    '</svg>\n',
  ].join('\n')
}
