import type { Response } from 'express'
import type { Handlers } from '../api/register.ts'
import { operatorIn } from '../read/operator.ts'
import { frameIfAny, type CasePages } from './frame.ts'
import { visitIfAny } from './visit.ts'

/** The pages that every footer leads to. Anybody may read them; each has its words in its template. */
export function aboutHandlers({ reads, catalogue, render }: CasePages): Handlers {
  const show = (page: string, title: string) => (_request: unknown, response: Response) => {
    response.type('html').send(render(page, { ...frameIfAny(response, catalogue), title }))
  }
  return {
    'GET /accessibility': show('accessibility', 'Accessibility statement'),
    'GET /privacy': show('privacy', 'Privacy'),
    'GET /help': show('help', 'Help'),
    'GET /contact': async (_request, response) => {
      const operator = operatorIn((await reads.readControl(reads.readStore.db)).agencies)
      response.type('html').send(
        render('contact', {
          ...frameIfAny(response, catalogue),
          title: 'Contact',
          operator: operator?.name,
          // A number that is answered by night is for who works with this.
          contact: visitIfAny(response) && operator?.contact,
        }),
      )
    },
  }
}
