import type { Places } from '../../commands/adapters.ts'
import { readFolder } from '../../commands/demo/folder.ts'
import { readExpected, type Expected, type ExpectedView } from './expected.ts'
import { readerFor, viewKey } from './people.ts'
import { readExtract, readOverHttp, type SeenView } from './read-view.ts'
import { openWorld, type World } from './world.ts'

/** Where the parts of a world are. */
export interface Column {
  readonly places: Places
}

/** One view of one chronology, compared with what is right. */
export interface ViewResult {
  /** For example `KESTREL idva:KV1`. */
  readonly name: string
  readonly passed: boolean
  /** What differs, by event numbers; empty when it passed. */
  readonly difference: string
}

const list = (numbers: readonly number[]): string => (numbers.length === 0 ? '-' : numbers.join(' '))
const without = (left: readonly number[], right: readonly number[]): readonly number[] => left.filter((number) => !right.includes(number))

function compare(name: string, expected: ExpectedView, seen: SeenView): ViewResult {
  const differences = (
    [
      ['full', expected.full, seen.full],
      ['redacted', expected.redacted, seen.redacted],
    ] as const
  ).flatMap(([state, right, actual]) => [
    ...(without(right, actual).length === 0 ? [] : [`${state} but not seen so: ${list(without(right, actual))}`]),
    ...(without(actual, right).length === 0 ? [] : [`seen ${state} wrongly: ${list(without(actual, right))}`]),
  ])
  return { name, passed: differences.length === 0, difference: differences.join('; ') }
}

async function view(
  world: World,
  expected: Expected,
  key: string,
  wanted: ExpectedView,
  folder: ReturnType<typeof readFolder>,
): Promise<ViewResult> {
  const name = `${expected.name} ${key}`
  const reader = readerFor(folder, viewKey(key), expected.name)
  try {
    const seen =
      reader.role === 'evaluator' ? await readExtract(world, reader, wanted.purpose) : await readOverHttp(world, reader, wanted.purpose)
    return compare(name, wanted, seen)
  } catch (error) {
    return { name, passed: false, difference: error instanceof Error ? error.message : 'failed' }
  }
}

/**
 * Feeds the chronologies of a folder up to their dates through the front door and reads them as each reader of `expected/`.
 * `column`: where a world's parts are, empty, one per chronology; default embedded.
 */
export async function runChronologies(path: string, column?: () => Promise<Column>): Promise<readonly ViewResult[]> {
  const folder = readFolder(path)
  const results: ViewResult[] = []
  for (const expected of readExpected(path)) {
    const chronology = folder.chronologies.find(({ name }) => name === expected.name)
    if (!chronology) {
      results.push({ name: expected.name, passed: false, difference: 'there is no such chronology in the folder' })
      continue
    }
    const made = Object.keys(expected.views).map((key) => readerFor(folder, viewKey(key), expected.name))
    const readers = [...new Map([...folder.readers, ...made].map((reader) => [reader.id, reader])).values()]
    const parts = await column?.()
    const world = await openWorld(folder, chronology, expected, readers, parts?.places)
    try {
      for (const [key, wanted] of Object.entries(expected.views))
        results.push(await view(world, expected, key, wanted, { ...folder, readers }))
    } finally {
      await world.close()
    }
  }
  return results
}
