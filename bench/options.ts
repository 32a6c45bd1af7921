import { parseArgs } from 'node:util'
import { COLUMNS, type ColumnName } from './columns/column.ts'

/** What can be measured: the names that `--only` takes. */
export const FIGURES = [
  'accepted',
  'inbox',
  'reads',
  'replay',
  'rebuild',
  'page',
  'policy',
  'push',
  'decide',
  'log',
  'memory',
  'alternatives',
  'members',
] as const
export type FigureName = (typeof FIGURES)[number]

/** What is measured only when it is named: it fetches what nobody needs otherwise, or takes long. */
export const BY_NAME: ReadonlySet<FigureName> = new Set(['alternatives', 'members'])

/** What `npm run bench` was asked for. */
export interface BenchOptions {
  readonly quick: boolean
  readonly json: boolean
  readonly column: ColumnName | 'both'
  readonly only: ReadonlySet<FigureName>
  /** Rounds that count; undefined: as many as the size says. */
  readonly rounds: number | undefined
  /** Events of the read store that is rebuilt; undefined: as many as the size says. */
  readonly rebuilt: number | undefined
  /** A revision to compare this checkout with; undefined: system beside ceiling. */
  readonly against: string | undefined
  /** How cost grows with the number of events; undefined: that is not asked for. */
  readonly growth: GrowthOptions | undefined
}

/** What `--growth` was asked for. */
export interface GrowthOptions {
  /** Events of the largest step; undefined: as many as the column is measured with. */
  readonly events: number | undefined
  /** Where the load is kept, and gone on with; undefined: the usual folder. */
  readonly folder: string | undefined
}

/** An option is not as it must be; the message says what it may be. */
export class OptionError extends Error {
  readonly code = 'option'
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'OptionError'
  }
}

const isFigure = (name: string): name is FigureName => FIGURES.some((figure) => figure === name)
const isColumn = (name: string): name is ColumnName => COLUMNS.some((column) => column === name)

function figuresIn(text: string | undefined): ReadonlySet<FigureName> {
  if (text === undefined) return new Set(FIGURES.filter((name) => !BY_NAME.has(name)))
  const names = text.split(',').map((name) => name.trim())
  if (!names.every(isFigure)) throw new OptionError(`--only takes some of ${FIGURES.join(', ')}, with commas between.`)
  return new Set(names)
}

function roundsIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d?$/.test(text)) throw new OptionError('--rounds is a whole number from 1 to 99.')
  return Number(text)
}

function eventsIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new OptionError('--rebuild is how many events, a whole number from 1 to 9999999.')
  return Number(text)
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        column: { type: 'string', default: 'both' },
        only: { type: 'string' },
        rounds: { type: 'string' },
        rebuild: { type: 'string' },
        against: { type: 'string' },
        growth: { type: 'boolean', default: false },
        events: { type: 'string' },
        folder: { type: 'string' },
      },
    }).values
  } catch (cause) {
    throw new OptionError(
      'Options: --quick, --json, --column=NAME, --only=NAME,NAME, --rounds=N, --rebuild=N, --against=REVISION, --growth, --events=N, --folder=FOLDER.',
      { cause },
    )
  }
}

function growthIn(
  growth: boolean,
  events: string | undefined,
  folder: string | undefined,
  against: string | undefined,
): GrowthOptions | undefined {
  if (!growth) {
    if (events !== undefined || folder !== undefined) throw new OptionError('--events and --folder are for --growth.')
    return undefined
  }
  if (against !== undefined) throw new OptionError('--growth measures this checkout alone, without --against.')
  if (events !== undefined && !/^[1-9]\d{4,6}$/.test(events)) throw new OptionError('--events is a whole number from 10000 to 9999999.')
  if (folder?.trim() === '') throw new OptionError('--folder takes a folder that keeps the load, for example ./data/growth.')
  return { events: events === undefined ? undefined : Number(events), folder }
}

/** Reads the arguments of `npm run bench -- …`. Throws OptionError. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { quick, json, column, only, rounds, rebuild, against, growth, events, folder } = parsed(args)
  if (column !== 'both' && !isColumn(column)) throw new OptionError(`--column is ${COLUMNS.join(', ')} or both.`)
  if (against?.trim() === '') throw new OptionError('--against takes a revision of git, for example HEAD~1.')
  return {
    quick,
    json,
    column,
    only: figuresIn(only),
    rounds: roundsIn(rounds),
    rebuilt: eventsIn(rebuild),
    against,
    growth: growthIn(growth, events, folder, against),
  }
}
