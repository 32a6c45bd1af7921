import { publishRuleEntries } from '../../core/publish/publish-rules.ts'
import { classes, type Catalogue, type EventSchema } from '../../schemas/index.ts'
import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { families } from './families.ts'
import { otherSenders } from './may-send.ts'
import type { Render } from './render.ts'

export interface CataloguePages {
  readonly catalogue: Catalogue
  /** An event of each type, by type. */
  readonly examples: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  readonly render: Render
}

const byName = <T extends { readonly name: string }>(one: T, other: T): number => (one.name < other.name ? -1 : 1)

/** The catalogue as pages, for whoever builds an agency's connection: no sign-in, and nothing of any case. */
export function cataloguePageHandlers({ catalogue, examples, render }: CataloguePages): Handlers {
  const types = [...catalogue.types.values()].sort((one, other) => (one.type < other.type ? -1 : 1))
  const groups = families.map(({ code, label }) => ({ label, types: types.filter(({ family }) => family === code) })).filter((group) => group.types.length > 0)
  const labelOf = (list: string, code: string): string => catalogue.codeLists.get(list)?.codes.find((one) => one.code === code)?.label ?? code
  const typePage = (schema: EventSchema): Readonly<Record<string, unknown>> => ({
    title: schema.title, schema, publishers: schema.publishers.map((code) => labelOf('agency_type', code)),
    others: otherSenders(schema, types, catalogue.codeLists.get('agency_type')?.codes ?? []),
    doc: (schema.source as { readonly doc?: string }).doc, example: JSON.stringify(examples.get(schema.type), null, 2),
  })
  return {
    'GET /catalogue': (_request, response) => {
      response.type('html').send(render('catalogue', { title: 'What can be said', groups, lists: [...catalogue.codeLists.values()].sort(byName), rules: publishRuleEntries }))
    },
    'GET /catalogue/classes': (_request, response) => { response.type('html').send(render('catalogue-classes', { title: 'Sensitivity classes', classes })) },
    'GET /catalogue/code-lists/:name': (request, response) => {
      const list = catalogue.codeLists.get(String(request.params.name))
      if (list === undefined) throw new Problem('not-found')
      response.type('html').send(render('catalogue-code-list', { title: `Code list ${list.name}`, list }))
    },
    'GET /catalogue/:type': (request, response) => {
      const schema = catalogue.types.get(String(request.params.type))
      if (schema === undefined) throw new Problem('not-found')
      response.type('html').send(render('catalogue-type', typePage(schema)))
    },
  }
}
