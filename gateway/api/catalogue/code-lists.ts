import type { Catalogue, Code, CodeList } from '../../../schemas/catalogue/event-schema.ts'
import { classes } from '../../../schemas/index.ts'

const codeOf = ({ code, label, from, until }: Code): object => ({
  code,
  label,
  ...(from === undefined ? {} : { from }),
  ...(until === undefined ? {} : { until }),
})

/** A code list in the list. */
export const codeListSummary = ({ name, version, codes }: CodeList): object => ({ name, version, codes: codes.length })

/** A code list with its codes: labels, and the days between which a code is in force (ISO dates, both included) where it is not always. */
export const codeListDetail = ({ name, version, codes }: CodeList, { types }: Catalogue): object => ({
  name,
  version,
  codes: codes.map(codeOf),
  used_by: [...types.values()].flatMap(({ type, details }) =>
    details.filter(({ codeList }) => codeList === name).map((field) => ({ type, field: field.name })),
  ),
})

/** The sensitivity classes of fields: what each is, and the coarser form that some purposes get of it. */
export const classItems: readonly object[] = classes.map(({ code, label, reduced }) => ({ code, label, reduced }))
