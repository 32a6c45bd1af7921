import type { Handlers } from '../api/register.ts'
import type { ClassEffect } from '../../policy/decide/class-effect.ts'
import type { MatrixCell } from '../../policy/decide/role-matrix.ts'
import { classes } from '../../schemas/index.ts'
import { frameIfAny, type CasePages } from './frame.ts'
import { roleWords } from './role-words.ts'

const DEFAULT_ROLE = 'marac_coordinator'
const WORDS: Readonly<Record<ClassEffect, string>> = { A: 'As said', R: 'Reduced', P: 'Weighed first', W: 'Withheld' }

const cellWords = ({ effect, approved, emergency }: MatrixCell): string =>
  [
    WORDS[effect],
    ...(approved === effect ? [] : [`with approval: ${WORDS[approved].toLowerCase()}`]),
    ...(emergency === effect ? [] : [`in an emergency: ${WORDS[emergency].toLowerCase()}`]),
  ].join('; ')

/** The live matrix: what each role gets of each class, as the policies in force answer; and whose word counts for what agencies publish. Nothing of any case: no sign-in. */
export function policyPageHandlers({ reads: { policy }, catalogue, render }: CasePages): Handlers {
  const purposes = new Map(catalogue.codeLists.get('purpose')?.codes.map(({ code, label }) => [code, label]))
  const labels = new Map<string, string>(classes.map(({ code, label }) => [code, label]))
  return {
    'GET /policy': (request, response) => {
      const asked = request.query.role
      const role = policy.roles.find((code) => code === asked) ?? DEFAULT_ROLE
      const rows = policy.matrixOf(role)
      response.type('html').send(
        render('policy', {
          ...frameIfAny(response, catalogue),
          title: 'Who gets what',
          hash: policy.hash,
          engine: policy.engine,
          role: roleWords(role),
          roles: policy.roles.map((code) => ({ value: code, text: roleWords(code), selected: code === role })),
          purposes: rows[0]?.cells.map(({ purpose }) => purposes.get(purpose) ?? purpose) ?? [],
          rows: rows.map(({ class: code, cells }) => ({ code, label: labels.get(code), cells: cells.map(cellWords) })),
          instruments: policy.instruments?.rows ?? [],
          fromBeforeDays: policy.instruments?.limits.from_before_days,
        }),
      )
    },
  }
}
