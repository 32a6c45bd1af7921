/** A cell of a figure: how many events, and where they are. */
export interface GridCell {
  readonly count: number
  /** What the table says: the count, with what is special of it. Empty where none is shown. */
  readonly text: string
  readonly href: string | undefined
  /** 0 none, 1 to 4: how many compared with the most of any cell. A count of events, never how grave. */
  readonly level: number
}

/** A table of counts, and the drawing beside it, which is made of the same cells. */
export interface Grid {
  readonly id: string
  readonly caption: string
  /** What the rows are. */
  readonly corner: string
  readonly columns: readonly { readonly key: string; readonly text: string; readonly short: string }[]
  readonly rows: readonly { readonly text: string; readonly cells: readonly GridCell[]; readonly total: number }[]
  readonly drawing: Drawing
}

/** Sizes of a drawing, in its own units. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly columns: readonly { readonly x: number; readonly text: string }[]
  readonly rows: readonly { readonly y: number; readonly text: string }[]
  readonly marks: readonly {
    readonly x: number
    readonly y: number
    readonly level: number
    readonly text: string
    readonly href: string
  }[]
}

/** Events of one row and one column. */
export interface Counts {
  readonly row: string
  readonly column: string
  readonly events: readonly string[]
  readonly special?: string
}

export interface GridSource {
  readonly id: string
  readonly caption: string
  readonly corner: string
  readonly rows: readonly { readonly key: string; readonly text: string }[]
  readonly columns: readonly { readonly key: string; readonly text: string; readonly short: string }[]
  readonly counts: readonly Counts[]
  readonly hrefOf: (events: readonly string[]) => string
}

const LEVELS = 4
const CELL = { width: 58, height: 28 } as const
const MARGIN = { left: 250, top: 24 } as const

/** Lays counts out as a table and its drawing. An event that is in several cells of a row counts once in the row's total. */
export function gridOf({ id, caption, corner, rows, columns, counts, hrefOf }: GridSource): Grid {
  const found = Map.groupBy(counts, ({ row, column }) => `${row} ${column}`)
  const eventsAt = (row: string, column: string): readonly string[] => [
    ...new Set((found.get(`${row} ${column}`) ?? []).flatMap(({ events }) => events)),
  ]
  const most = Math.max(1, ...rows.flatMap((row) => columns.map((column) => eventsAt(row.key, column.key).length)))
  const cellAt = (row: string, column: string): GridCell => {
    const events = eventsAt(row, column)
    const special = (found.get(`${row} ${column}`) ?? []).flatMap((one) => one.special ?? [])
    const text = events.length === 0 ? '' : [String(events.length), ...special.map((words) => `(${words})`)].join(' ')
    return {
      count: events.length,
      text,
      href: events.length === 0 ? undefined : hrefOf(events),
      level: Math.ceil((events.length / most) * LEVELS),
    }
  }
  const laid = rows.map(({ key, text }) => ({
    text,
    cells: columns.map((column) => cellAt(key, column.key)),
    total: new Set(columns.flatMap((column) => eventsAt(key, column.key))).size,
  }))
  return { id, caption, corner, columns, rows: laid, drawing: drawingOf(columns, laid) }
}

function drawingOf(columns: Grid['columns'], rows: Grid['rows']): Drawing {
  const x = (at: number): number => MARGIN.left + at * CELL.width
  const y = (at: number): number => MARGIN.top + at * CELL.height
  return {
    width: x(columns.length),
    height: y(rows.length),
    columns: columns.map(({ short }, at) => ({ x: x(at), text: short })),
    rows: rows.map(({ text }, at) => ({ y: y(at), text })),
    marks: rows.flatMap(({ cells }, row) =>
      cells.flatMap(({ count, level, href }, column) =>
        href === undefined ? [] : [{ x: x(column), y: y(row), level, text: String(count), href }],
      ),
    ),
  }
}

/** A bar of a drawing of lengths: so many days. */
export interface Bar {
  readonly y: number
  readonly width: number
  readonly text: string
  readonly href: string
}

const BAR = { height: 28, longest: 480 } as const

/** Lays lengths out as bars, the longest as long as the drawing lets it. */
export function barsOf(lengths: readonly { readonly days: number; readonly text: string; readonly href: string }[]): {
  readonly height: number
  readonly bars: readonly Bar[]
} {
  const most = Math.max(1, ...lengths.map(({ days }) => days))
  return {
    height: lengths.length * BAR.height,
    bars: lengths.map(({ days, text, href }, at) => ({ y: at * BAR.height, width: Math.round((days / most) * BAR.longest), text, href })),
  }
}

const SCALE = 400

/** Lays values out as bars on the scale that they are of. */
export function barsOnScale(
  values: readonly { readonly value: number; readonly text: string; readonly href: string }[],
  most: number,
): { readonly height: number; readonly bars: readonly Bar[] } {
  return {
    height: values.length * BAR.height,
    bars: values.map(({ value, text, href }, at) => ({ y: at * BAR.height, width: Math.round((value / most) * SCALE), text, href })),
  }
}
