import { createCatalogueSearch, LONGEST_QUESTION, type CatalogueHit, type CatalogueSearch } from '../../../core/catalogue/search.ts'
import type { Catalogue } from '../../../schemas/index.ts'
import { Problem } from '../problem.ts'

/** A search whose index is made when somebody first asks: most gateways are never asked. */
export function searchWhenAsked(catalogue: Catalogue): CatalogueSearch {
  let search: CatalogueSearch | undefined
  return (question) => (search ??= createCatalogueSearch(catalogue))(question)
}

/** A hit as the API gives it. */
export function hitItem(hit: CatalogueHit): object {
  switch (hit.kind) {
    case 'words':
      return { kind: 'words', words: hit.words, say: hit.say, ...(hit.note === undefined ? {} : { note: hit.note }) }
    case 'event-type':
      return hit
    case 'field':
      return hit
    case 'code':
      return { kind: 'code', code_list: hit.codeList, code: hit.code, label: hit.label, used_by: hit.usedBy }
  }
}

/** The question of a request. Throws a Problem that says what it takes. */
export function questionOf(query: unknown): string {
  if (typeof query !== 'string' || query.trim() === '' || query.length > LONGEST_QUESTION) {
    throw new Problem('invalid-request', {
      errors: [
        {
          pointer: '/query/q',
          code: 'wrong-format',
          detail: `Give q once: words of what happened, at most ${String(LONGEST_QUESTION)} characters, for example ?q=missed+appointment.`,
        },
      ],
    })
  }
  return query
}
