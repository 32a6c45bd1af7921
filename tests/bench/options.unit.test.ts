import { describe, expect, test } from '@jest/globals'
import { BY_NAME, FIGURES, OptionError, readOptions } from '../../bench/options.ts'

describe('The options of npm run bench', () => {
  test('without any, everything that needs no other packages is measured beside its ceiling in both columns', () => {
    expect(readOptions([])).toEqual({
      quick: false,
      json: false,
      column: 'both',
      only: new Set(FIGURES.filter((name) => !BY_NAME.has(name))),
      rounds: undefined,
      rebuilt: undefined,
      against: undefined,
      growth: undefined,
    })
  })

  test('--only takes a comma list', () => {
    expect(readOptions(['--only=inbox,reads']).only).toEqual(new Set(['inbox', 'reads']))
    expect(readOptions(['--only', 'push']).only).toEqual(new Set(['push']))
  })

  test('what somebody would use instead is measured when it is named', () => {
    expect(readOptions(['--only=alternatives']).only).toEqual(new Set(['alternatives']))
  })

  test('a revision in one column, and how large the read store is that is rebuilt', () => {
    expect(readOptions(['--against=HEAD~1', '--column=distributed', '--rebuild=200000'])).toMatchObject({
      against: 'HEAD~1',
      column: 'distributed',
      rebuilt: 200_000,
    })
  })

  test('a revision, and how many rounds', () => {
    expect(readOptions(['--against', 'HEAD~1', '--rounds', '7', '--json'])).toMatchObject({ against: 'HEAD~1', rounds: 7, json: true })
  })

  test('growth with the number of events, up to so many, in a folder that keeps the load', () => {
    expect(readOptions(['--growth']).growth).toEqual({ events: undefined, folder: undefined })
    expect(readOptions(['--growth', '--events=30000', '--folder=./data/growth', '--column=distributed'])).toMatchObject({
      column: 'distributed',
      growth: { events: 30_000, folder: './data/growth' },
    })
  })

  test.each([
    [['--events=30000'], /--events and --folder are for --growth/],
    [['--folder=x'], /--events and --folder are for --growth/],
    [['--growth', '--against=HEAD'], /without --against/],
    [['--growth', '--events=9999'], /--events is a whole number from 10000/],
    [['--growth', '--events=many'], /--events is a whole number/],
    [['--growth', '--folder='], /--folder takes a folder/],
    [['--only=inbox,speed'], /--only takes some of accepted, inbox/],
    [['--only='], /--only takes some of/],
    [['--column=other'], /--column is embedded, distributed or both/],
    [['--rounds=0'], /--rounds is a whole number from 1 to 99/],
    [['--rounds=many'], /--rounds is a whole number/],
    [['--against='], /--against takes a revision/],
    [['--rebuild=0'], /--rebuild is how many events/],
    [['--loud'], /Options: --quick/],
  ])('%j is refused in words', (args, words) => {
    expect(() => readOptions(args)).toThrow(OptionError)
    expect(() => readOptions(args)).toThrow(words)
  })
})
