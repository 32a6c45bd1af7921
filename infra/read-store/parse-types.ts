import pg from 'pg'

const INT8: number = pg.types.builtins.INT8

/** Sequences and offsets are far below 2^53; anything else is a mistake, not a number to round. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('A bigint of the read store is beyond 2^53.')
  return value
}

type Parser = (value: string) => unknown

/** Type parsers of the read store's pool only: a bigint is a number. */
export const parseTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text'): Parser =>
    oid === INT8 ? safeInteger : (pg.types.getTypeParser(oid, format) as Parser)) as typeof pg.types.getTypeParser,
}
