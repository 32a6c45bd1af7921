import { classes } from '../../../schemas/index.ts'

/** A choice of a select. */
export interface Choice {
  readonly value: string
  readonly text: string
}

const LABELS: ReadonlyMap<string, string> = new Map(classes.map(({ code, label }) => [code, label]))

/** Of which class something was, as a question may ask for it: her whereabouts first, since they are asked for most. */
export const sensitivityChoices = (): readonly Choice[] => {
  const each = [...LABELS].map(([value, text]) => ({ value, text }))
  const first = each.filter(({ value }) => value.startsWith('VIC_'))
  return [{ value: '', text: 'Anything of theirs' }, ...first, ...each.filter((one) => !first.includes(one))]
}

/** A class in words. */
export const sensitivityWords = (code: string): string => LABELS.get(code) ?? code
