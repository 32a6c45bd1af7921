import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { Handlers } from '../api/register.ts'
import type { RecordAct } from '../read/acts.ts'
import type { Sessions } from '../identity/sessions.ts'
import { firstPage } from './first-page.ts'
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
  /** Puts the choice on record. */
  readonly act: RecordAct
  /** Purposes that a role may state. */
  readonly purposesOf: (role: string) => readonly string[]
}

/** The page where a person says why they read. None is chosen for them. */
export function purposeHandlers({ sessions, catalogue, render, words, purposesOf, act }: PurposePages): Handlers {
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
      const { reader, purpose: before = '' } = visit.session
      const asked = visit.form.get('purpose') ?? ''
      const purpose = offered.find(({ value }) => value === asked)?.value
      if (purpose === undefined) {
        if (asked !== '') await act({ action: 'purpose-chosen', by: reader, outcome: 'deny_role_purpose', page: { before } })
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
      await act({ action: 'purpose-chosen', by: reader, purpose, page: { before } })
      await sessions.change(visit.id, { ...visit.session, purpose })
      response.redirect(303, (await words.find(request, staffOf(reader)))?.page ?? firstPage(reader.role, purpose))
    },
  }
}
