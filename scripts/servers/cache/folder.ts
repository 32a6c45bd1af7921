import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The folder that downloads are kept in: THROUGHLINE_CACHE, else `~/.cache/throughline`. */
export function cacheFolder(): string {
  const folder = process.env.THROUGHLINE_CACHE ?? join(homedir(), '.cache', 'throughline')
  mkdirSync(folder, { recursive: true })
  return folder
}
