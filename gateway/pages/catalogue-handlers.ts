import { publishRuleEntries } from '../../core/publish/publish-rules.ts'
import { LONGEST_QUESTION, type CatalogueSearch } from '../../core/catalogue/search.ts'
import { classes, commonFields, type Catalogue, type EventSchema, type ProceedingKind } from '../../schemas/index.ts'
import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { families } from '../../core/catalogue/families.ts'
import { frameIfAny } from './frame.ts'
import { otherSenders } from './may-send.ts'
import type { Render } from './render.ts'

export interface CataloguePages {
  readonly catalogue: Catalogue
  /** An event of each type, by type. */
  readonly examples: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  readonly searchCatalogue: CatalogueSearch
  /** Where the gateway is reached, as the commands on a page have it. */
  readonly origin: string
  readonly render: Render
}

/** Kinds of proceedings whose id an agency may not have been told: what it knows is then that there is one. */
const PROCEEDINGS: readonly ProceedingKind[] = ['order', 'bail', 'em', 'oocr', 'referral', 'expectation']

const byName = <T extends { readonly name: string }>(one: T, other: T): number => (one.name < other.name ? -1 : 1)

/** The catalogue as pages, for whoever builds an agency's connection: no sign-in, and nothing of any case. */
export function cataloguePageHandlers({ catalogue, examples, searchCatalogue, origin, render }: CataloguePages): Handlers {
  const types = [...catalogue.types.values()].sort((one, other) => (one.type < other.type ? -1 : 1))
  const groups = families
    .map(({ code, label }) => ({ label, types: types.filter(({ family }) => family === code) }))
    .filter((group) => group.types.length > 0)
  const titles = Object.fromEntries(types.map(({ type, title }) => [type, title]))
  const labelOf = (list: string, code: string): string =>
    catalogue.codeLists.get(list)?.codes.find((one) => one.code === code)?.label ?? code
  const typePage = (schema: EventSchema): Readonly<Record<string, unknown>> => ({
    title: schema.title,
    schema,
    publishers: schema.publishers.map((code) => labelOf('agency_type', code)),
    others: otherSenders(schema, types, catalogue.codeLists.get('agency_type')?.codes ?? []),
    doc: (schema.source as { readonly doc?: string }).doc,
    example: JSON.stringify(examples.get(schema.type), null, 2),
    origin,
    proceedings: PROCEEDINGS,
  })
  return {
    'GET /catalogue': (request, response) => {
      const asked = typeof request.query.q === 'string' ? request.query.q.slice(0, LONGEST_QUESTION) : ''
      const found = asked.trim() === '' ? undefined : searchCatalogue(asked)
      response.type('html').send(
        render('catalogue', {
          ...frameIfAny(response, catalogue),
          title: found === undefined ? 'What can be said' : 'What was found – What can be said',
          asked,
          found,
          groups,
          lists: [...catalogue.codeLists.values()].sort(byName),
          rules: publishRuleEntries,
          titles,
        }),
      )
    },
    'GET /catalogue/fields': (_request, response) => {
      response.type('html').send(
        render('catalogue-fields', {
          ...frameIfAny(response, catalogue),
          title: 'Fields of every event',
          fields: commonFields(catalogue),
        }),
      )
    },
    'GET /catalogue/classes': (_request, response) => {
      response.type('html').send(render('catalogue-classes', { ...frameIfAny(response, catalogue), title: 'Sensitivity classes', classes }))
    },
    'GET /catalogue/code-lists/:name': (request, response) => {
      const list = catalogue.codeLists.get(String(request.params.name))
      if (list === undefined) throw new Problem('not-found')
      response
        .type('html')
        .send(render('catalogue-code-list', { ...frameIfAny(response, catalogue), title: `Code list ${list.name}`, list }))
    },
    'GET /catalogue/:type': (request, response) => {
      const schema = catalogue.types.get(String(request.params.type))
      if (schema === undefined) throw new Problem('not-found')
      response.type('html').send(render('catalogue-type', { ...frameIfAny(response, catalogue), ...typePage(schema) }))
    },
  }
}
