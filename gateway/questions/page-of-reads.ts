import { sequenceRanges } from '../../core/access-log/sequence-ranges.ts'
import type { Page, Question, QuestionDeps } from './deps.ts'
import { refuse } from './answer.ts'
import type { IndexRow } from './index-rows.ts'
import { openedRecords, type OpenedAccess } from './opened-records.ts'

/** Most records that one answer opens. */
export const MOST_OPENED = 2_000
const AT_ONCE = 100

/** A list of recorded accesses, before it is a page. */
export interface ReadList<Item> {
  /** Where the index has them, the newest first; `before`: only those before this position. */
  readonly rows: (limit: number, before?: number) => Promise<readonly IndexRow[]>
  /** What is told of one; undefined: it is not of the list, whatever the index says. */
  readonly itemOf: (access: OpenedAccess) => Item | undefined
  /** What the list depends on, besides its reader: a cursor is of this list only. */
  readonly scope: readonly string[]
}

/** A page of a list. */
export interface PageOf<Item> {
  readonly items: readonly Item[]
  /** Cursor of the next page; null where there is none. */
  readonly next: string | null
  /** The whole list, where it begins with this page and was looked through to its end. */
  readonly all: readonly Item[] | undefined
  /** Positions of the records of the page, for the record of the question. */
  readonly positions: string
}

interface Found<Item> {
  readonly position: number
  readonly item: Item
}

/** Opens records in the order of the rows until enough are found. */
async function collect<Item>(
  deps: QuestionDeps,
  rows: readonly IndexRow[],
  itemOf: ReadList<Item>['itemOf'],
  enough: number,
): Promise<{ readonly found: readonly Found<Item>[]; readonly looked: number }> {
  const found: Found<Item>[] = []
  let looked = 0
  for (; looked < rows.length && found.length < enough; looked += AT_ONCE) {
    const opened = await openedRecords(
      deps,
      rows.slice(looked, looked + AT_ONCE).map(({ position }) => position),
    )
    for (const access of opened) {
      const item = itemOf(access)
      if (item !== undefined) found.push({ position: access.position, item })
    }
  }
  return { found, looked: Math.min(looked, rows.length) }
}

/** A page of a list. Throws ReadRefused `unknown-cursor`, on record, for a cursor of another list. */
export async function pageOfReads<Item>(
  deps: QuestionDeps,
  action: string,
  question: Question & Page,
  { rows: rowsOf, itemOf, scope }: ReadList<Item>,
): Promise<PageOf<Item>> {
  const { cursors } = deps.reads
  const { after, limit } = question
  const before = after === undefined ? undefined : cursors.open(scope, after)
  if (after !== undefined && before === undefined) return refuse(deps, action, question, 'unknown-cursor')
  const rows = await rowsOf(MOST_OPENED, before === undefined ? undefined : Number(before))
  const mayBeAll = before === undefined && rows.length < MOST_OPENED
  const { found, looked } = await collect(deps, rows, itemOf, mayBeAll ? Infinity : limit + 1)
  const shown = found.slice(0, limit)
  const last = found.length > limit ? shown.at(-1)?.position : looked < MOST_OPENED ? undefined : rows[looked - 1]?.position
  return {
    items: shown.map(({ item }) => item),
    next: last === undefined ? null : cursors.seal(scope, String(last)),
    all: mayBeAll ? found.map(({ item }) => item) : undefined,
    positions: sequenceRanges(shown.map(({ position }) => position)),
  }
}

/** How many of the records at these rows are of the list. */
export const countOf = async <Item>(deps: QuestionDeps, rows: readonly IndexRow[], itemOf: ReadList<Item>['itemOf']): Promise<number> =>
  (await collect(deps, rows, itemOf, Infinity)).found.length
