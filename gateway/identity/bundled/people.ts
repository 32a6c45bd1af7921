import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { agencyIdOf } from '../../../schemas/ids.ts'
import type { AgencyCredential, ReaderCredential } from '../credential.ts'

/** The made-up people and agencies of the bundled sign-in, by id. */
export interface People {
  readonly readers: ReadonlyMap<string, ReaderCredential>
  readonly agencies: ReadonlyMap<string, AgencyCredential & { readonly name: string }>
}

const agency = z.string().transform(agencyIdOf)
const readerList = z.array(z.object({ id: z.string(), name: z.string(), role: z.string(), agency }))
const agencyList = z.array(z.object({ agency, name: z.string() }))

/** People from `readers.json` and `agencies.json` of a folder (as in demo/). */
export function readPeople(folder: string): People {
  const json = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const readers = readerList.parse(json('readers.json'))
  const agencies = agencyList.parse(json('agencies.json'))
  return {
    readers: new Map(readers.map((reader) => [reader.id, { kind: 'reader', ...reader }])),
    agencies: new Map(agencies.map(({ agency, name }) => [agency, { kind: 'agency', agency, name }])),
  }
}
