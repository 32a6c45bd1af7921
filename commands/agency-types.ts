import { join } from 'node:path'
import { readFolder } from './demo/folder.ts'

/** Agency types of the demo's agencies, by id: what an offline check knows of who may publish what. */
export const agencyTypes = (): ReadonlyMap<string, string> =>
  new Map(readFolder(join(import.meta.dirname, '..', 'demo')).agencies.map(({ agency, type }) => [agency, type]))
