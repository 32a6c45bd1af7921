import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { plot, shortNumber, type Panel } from '../../../bench/growth/plot.ts'

const panel = (...series: readonly (readonly [x: number, y: number])[][]): Panel => ({
  title: 'Reads, p50 < p99',
  series: series.map((points, at) => ({ name: `case & ${String(at)}`, points })),
})
const count = (svg: string, what: RegExp): number => [...svg.matchAll(what)].length

describe('A plot', () => {
  test('is an SVG with a line and a name for each series, and a dot for each point', () => {
    const svg = plot([
      panel(
        [
          [10_000, 5],
          [100_000, 6],
        ],
        [
          [10_000, 50],
          [100_000, 70],
        ],
      ),
    ])
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="420" height="280"/)
    expect(count(svg, /stroke-width="2"/g)).toBe(2)
    expect(count(svg, /<circle /g)).toBe(4)
    expect(svg).toContain('>case &amp; 1</text>')
    expect(svg).toContain('>Reads, p50 &lt; p99</text>')
    expect(svg).toContain('>10k</text>')
  })

  test('draws what does not grow as a level line, and ten times as much as far up as ten times as much again', () => {
    const heights = (values: readonly number[]): readonly number[] =>
      [...plot([panel(values.map((value, at) => [10 ** (at + 1), value] as const))]).matchAll(/cy="([\d.]+)"/g)].map(([, y]) => Number(y))
    expect(new Set(heights([7, 7, 7])).size).toBe(1)
    const [low = 0, middle = 0, high = 0] = heights([1, 10, 100])
    expect(low - middle).toBeCloseTo(middle - high, 0)
    expect(middle).toBeLessThan(low)
  })

  test('does not blow up what hardly changes to the height of the plot', () => {
    const [one = 0, other = 0] = [
      ...plot([
        panel([
          [10, 100],
          [100, 105],
        ]),
      ]).matchAll(/cy="([\d.]+)"/g),
    ].map(([, y]) => Number(y))
    expect(one - other).toBeGreaterThan(0)
    expect(one - other).toBeLessThan(15)
  })

  test('puts panels beside each other, two in a row, and leaves out those without points', () => {
    const full = panel([[10, 1]])
    expect(plot([full, full, full])).toMatch(/width="840" height="560"/)
    expect(plot([full, panel([]), panel()])).toMatch(/width="420" height="280"/)
  })

  test('has no number in it that is none, whatever is measured', () => {
    const positive = fc.double({ min: 0.001, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.tuple(positive, positive), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
        (all) => {
          expect(plot([panel(...all)])).not.toMatch(/NaN|Infinity|undefined/)
        },
      ),
    )
  })

  test('names sizes shortly', () => {
    expect([0.5, 200, 30_035, 999_999, 1_000_004].map(shortNumber)).toEqual(['0.5', '200', '30k', '1M', '1M'])
  })
})
