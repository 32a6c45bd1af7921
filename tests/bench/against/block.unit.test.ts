import { expect, test } from '@jest/globals'
import { addRate } from '../../../bench/against/block.ts'
import { createFigures } from '../../../bench/against/figures.ts'

const block = (ms: number, processor: number | undefined) => ({ ms, processor })

test('a rate is of all blocks of a round together; processor time is of one thing', () => {
  const figures = createFigures()
  addRate(
    figures,
    { name: 'timeline reads', things: 'reads', n: 200 },
    { current: [block(3_000, 1_000), block(1_000, 1_000)], base: [block(1_000, 500), block(1_000, 500)] },
  )
  expect(figures.all()).toMatchObject([
    { name: 'timeline reads', unit: 'reads a second', current: 50, base: 100, ratio: 0.5 },
    { name: 'timeline reads, processor', unit: 'ms each', current: 10, base: 5, ratio: 0.5 },
  ])
})

test('where the machine does not say what a process used, that is noted and only the rate is there', () => {
  const figures = createFigures()
  addRate(
    figures,
    { name: 'timeline reads', things: 'reads', n: 100 },
    { current: [block(1_000, undefined)], base: [block(1_000, undefined)] },
  )
  expect(figures.all().map(({ name }) => name)).toEqual(['timeline reads'])
  expect(figures.notes()).toEqual(['Processor time and memory are measured on Linux only.'])
})
