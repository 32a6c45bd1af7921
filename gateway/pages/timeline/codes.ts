import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import { classes } from '../../../schemas/classes/matrix.ts'

/** Codes of reduced forms and of what is told of a source, which no code list has, by the list of what they are coarser than. */
export const COARSER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  assertion_basis: { reported: 'Reported' },
  source_kind: { reported: 'Reported: by whom is not told' },
  incident_type: { reported: 'Report: by whom is not told' },
  tactic: {
    physical: 'Physical violence',
    sexual: 'Sexual abuse',
    reproductive: 'Reproductive coercion',
    threat: 'Threats',
    control: 'Controlling behaviour',
    emotional: 'Emotional abuse',
    tech: 'Abuse by technology',
    economic: 'Economic abuse',
    stalking: 'Stalking',
    damage: 'Damage to property',
    animal: 'Harm to an animal',
    parenting: 'Abuse of parenting or through a child',
    hba: 'So-called honour-based abuse',
    systems: 'Abuse of courts or services',
  },
  court_outcome: {
    convicted: 'Convicted',
    not_convicted: 'Not convicted',
    sentenced: 'Sentenced',
    order_made: 'Protective order made',
  },
  charging_decision: {
    charged: 'Charged',
    no_further_action: 'No further action',
    out_of_court: 'Out-of-court resolution',
    under_investigation: 'Still under investigation',
  },
  custody_status: {
    in_custody: 'In custody',
    in_the_community: 'In the community',
    not_known: 'Not known',
  },
}

/** A class of sensitivity in words; the code list has its code alone. */
const classWords = (code: string): string | undefined => {
  const found = classes.find((entry) => entry.code === code)
  return found && `${found.label} (${found.code})`
}

/** The label of a code of a list, or of the coarser code of a reduced form. Undefined where the code is neither's. */
export function codeLabel(catalogue: Catalogue, list: string, code: unknown): string | undefined {
  if (typeof code !== 'string') return undefined
  const label = catalogue.codeLists.get(list)?.codes.find((entry) => entry.code === code)?.label
  if (list === 'sensitivity_class') return classWords(code) ?? label
  if (label !== undefined) return label
  const coarser = COARSER[list] ?? {}
  return Object.hasOwn(coarser, code) ? coarser[code] : undefined
}

/** A code in words, always: one that this version does not know stands as its publisher wrote it. */
export const codeWords = (catalogue: Catalogue, list: string, code: unknown): string => codeLabel(catalogue, list, code) ?? String(code)
