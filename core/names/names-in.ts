import { normaliseName } from '../linking/names.ts'
import { wordsOf } from './words.ts'

/** The words of names or of a text, as names are compared. */
export const namesIn = (texts: readonly (string | null | undefined)[]): ReadonlySet<string> =>
  new Set(
    texts.flatMap((text) =>
      text == null
        ? []
        : wordsOf(text).flatMap(({ said }) => {
            const name = normaliseName(said)
            return name === undefined ? [] : [name, ...name.split(' ')]
          }),
    ),
  )
