import type Provider from 'oidc-provider'
import type { Handlers } from '../../api/register.ts'
import { Problem } from '../../api/problem.ts'
import { checkSameOrigin, readForm } from '../../pages/form.ts'
import type { Render } from '../../pages/render.ts'
import { roleWords } from '../../pages/role-words.ts'
import type { People } from './people.ts'

export interface PickerDeps {
  readonly provider: Provider
  readonly people: People
  readonly render: Render
  readonly origin: string
}

/** The page of the bundled sign-in: one of the made-up people is chosen, without a password. */
export function pickerHandlers({ provider, people, render, origin }: PickerDeps): Handlers {
  const groups = [...Map.groupBy(people.readers.values(), (reader) => reader.agency)].map(([agency, readers]) => ({
    heading: people.agencies.get(agency)?.name ?? agency,
    people: readers.map(({ id, name, role }) => ({ id, name, role: roleWords(role) })),
  }))
  return {
    'GET /oidc/interaction/:uid': async (request, response) => {
      const { uid } = await provider.interactionDetails(request, response).catch((cause: unknown) => {
        throw new Problem('not-found', { cause })
      })
      response.type('html').send(render('picker', { title: 'Choose who you are', interaction: uid, groups }))
    },
    'POST /oidc/interaction/:uid': async (request, response) => {
      checkSameOrigin(request, origin)
      const person = (await readForm(request)).get('person') ?? ''
      if (!people.readers.has(person)) throw new Problem('not-found')
      await provider.interactionFinished(request, response, { login: { accountId: person } }, { mergeWithLastSubmission: false })
    },
  }
}
