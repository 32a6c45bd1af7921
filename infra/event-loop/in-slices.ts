/** The longest that work goes on before the event loop has its turn (ms): requests, timers and other agencies' events do not wait for more than that. */
const SLICE_MS = 10

/** Another turn of the event loop. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

/** Lets the event loop have its turn whenever a slice of time has passed since it last had one. */
export interface Slices {
  /** To be awaited between pieces of work. */
  pause(): Promise<void>
}

/** Begins to work in slices. */
export function createSlices(): Slices {
  let since = performance.now()
  return {
    async pause() {
      if (performance.now() - since < SLICE_MS) return
      await nextTurn()
      since = performance.now()
    },
  }
}

/** Does work for each item, in slices of time. What one item costs is not divided. */
export async function eachInSlices<Item>(items: Iterable<Item>, work: (item: Item) => void): Promise<void> {
  const slices = createSlices()
  for (const item of items) {
    work(item)
    await slices.pause()
  }
}

/** The same, with what each item gives. */
export async function mapInSlices<Item, Value>(items: Iterable<Item>, work: (item: Item) => Value): Promise<Value[]> {
  const values: Value[] = []
  await eachInSlices(items, (item) => {
    values.push(work(item))
  })
  return values
}

/** Runs steps to their end, in slices of time; resolves with what they come to. */
export async function finishInSlices<Value>(steps: Generator<undefined, Value, undefined>): Promise<Value> {
  const slices = createSlices()
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    await slices.pause()
  }
}
