/** Primary result codes of SQLite (https://sqlite.org/rescode.html). */
const BUSY = 5
const CORRUPT = 11
const NOT_A_DATABASE = 26

const resultOf = (error: unknown): number | undefined => {
  if (typeof error !== 'object' || error === null || !('errcode' in error) || typeof error.errcode !== 'number') return undefined
  return error.errcode & 0xff
}

/** True when another connection holds what was asked for. */
export const isBusy = (error: unknown): boolean => resultOf(error) === BUSY

/** True when SQLite says that the file is damaged, or is no database. */
export const isCorrupt = (error: unknown): boolean => {
  const result = resultOf(error)
  return result === CORRUPT || result === NOT_A_DATABASE
}
