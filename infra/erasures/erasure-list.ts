import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { agencyIdOf } from '../../schemas/ids.ts'
import { eventScope } from '../vault/event-scope.ts'
import type { KeyScope } from '../vault/port.ts'
import { unlinkedScope } from '../vault/unlinked-scope.ts'

const at = z.iso.datetime()

/** An event that was erased, or a key of a person's data, of a case or of a reader. Random ids only: the list holds nothing of what was said. */
const entry = z.union([
  z.strictObject({ at, agency: z.string().transform(agencyIdOf), system: z.string(), event_id: z.string().min(1) }),
  z.strictObject({ at, scope: z.strictObject({ case: z.string().min(1), person: z.string(), class: z.string().min(1) }) }),
])
export type ErasureEntry = z.infer<typeof entry>

/** A list of erasures is not as it must be; the message says where. */
export class ErasureListError extends Error {
  readonly code = 'erasure-list'
  constructor(message: string) {
    super(message)
    this.name = 'ErasureListError'
  }
}

/** Takes away a line that a crash cut short: its key was not destroyed yet, and the erasure is noted again when it is. */
function dropCutLine(file: string, descriptor: number): void {
  const { size } = fstatSync(descriptor)
  const last = Buffer.alloc(1)
  if (size === 0 || (readSync(descriptor, last, 0, 1, size - 1) === 1 && last[0] === 0x0a)) return
  ftruncateSync(descriptor, readFileSync(file).lastIndexOf(0x0a) + 1)
}

/** Adds entries at the end of a list, a JSON line each; on the disk when it returns. The file is made if missing, for this user alone. */
export function addErasures(file: string, entries: readonly ErasureEntry[]): void {
  if (entries.length === 0) return
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const descriptor = openSync(file, 'a+', 0o600)
  try {
    dropCutLine(file, descriptor)
    writeSync(descriptor, entries.map((one) => `${JSON.stringify(one)}\n`).join(''))
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function entryOf(line: string, file: string, number: number): ErasureEntry {
  try {
    return entry.parse(JSON.parse(line))
  } catch {
    throw new ErasureListError(
      `Line ${String(number)} of the list of erasures ${file} is not an entry of it. Take an unbroken copy of the list, or put that line right, and run this again.`,
    )
  }
}

/** The entries of a list. A last line without its end was cut short by a crash, before the erasure that it names: it is left out. Throws ErasureListError. */
export function readErasures(file: string): readonly ErasureEntry[] {
  if (!existsSync(file))
    throw new ErasureListError(`There is no list of erasures ${file}. Name the one that the service wrote (THROUGHLINE_ERASURES_FILE).`)
  const lines = readFileSync(file, 'utf8').split('\n')
  lines.pop()
  return lines.flatMap((line, at) => (line === '' ? [] : [entryOf(line, file, at + 1)]))
}

/** What an erasure destroys: a key of a scope; or an event's own key, and the one that it was under while it waited for a case. */
export function erasedScopes(erased: ErasureEntry): readonly KeyScope[] {
  if ('scope' in erased) return [erased.scope]
  const { agency, system, event_id: id } = erased
  return [eventScope({ agency, system, event_id: id }), unlinkedScope(agency, system, id)]
}
