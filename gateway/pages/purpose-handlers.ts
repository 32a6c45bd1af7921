import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { Handlers } from '../api/register.ts'
import type { Sessions } from '../identity/sessions.ts'
import { frame } from './frame.ts'
import { NO_PURPOSE } from './no-view.ts'
import type { Render } from './render.ts'
import type { WordsKeeper } from './kept/kept-words.ts'
import { staffOf } from '../identity/credential.ts'
import { visitIn } from './visit.ts'

export interface PurposePages {
  readonly sessions: Sessions
  readonly catalogue: Catalogue
  readonly render: Render
  readonly words: WordsKeeper
  /** Purposes that a role may state. */
  readonly purposesOf: (role: string) => readonly string[]
}

/** The page where a person says why they read. None is chosen for them. */
export function purposeHandlers({ sessions, catalogue, render, words, purposesOf }: PurposePages): Handlers {
  const choices = (role: string): readonly { readonly value: string; readonly text: string }[] => {
    const held = purposesOf(role)
    return (catalogue.codeLists.get('purpose')?.codes ?? [])
      .filter(({ code }) => held.includes(code))
      .map(({ code, label }) => ({ value: code, text: label }))
  }
  return {
    'GET /purpose': (_request, response) => {
      const visit = visitIn(response)
      response.type('html').send(
        render('purpose', {
          ...frame(visit, catalogue),
          title: 'Why are you reading?',
          choices: choices(visit.session.reader.role),
          noView: NO_PURPOSE,
        }),
      )
    },
    'POST /purpose': async (request, response) => {
      const visit = visitIn(response)
      const offered = choices(visit.session.reader.role)
      const purpose = offered.find(({ value }) => value === visit.form.get('purpose'))?.value
      if (purpose === undefined) {
        response
          .status(400)
          .type('html')
          .send(
            render('purpose', {
              ...frame(visit, catalogue),
              title: 'Why are you reading?',
              choices: offered,
              noView: NO_PURPOSE,
              missing: offered.length > 0,
            }),
          )
        return
      }
      await sessions.change(visit.id, { ...visit.session, purpose })
      response.redirect(303, (await words.find(request, staffOf(visit.session.reader)))?.page ?? '/cases')
    },
  }
}
