import type { Finding, FindingCode } from '../consumers/finding.ts'

/** What a code means and what to do, where neither the code nor its place says. */
const MEANING: Readonly<Partial<Record<FindingCode, string>>> = {
  'merge-circular': 'This decision of who is who would make a case or a person one with itself, as an older release wrote it. That part of it has no effect for any reader, the rest counts, ' +
    'and nothing was altered or lost. Look whether the people of the case read as was meant; where not, publish case.relinked again (docs/how-to/say-who-is-who.md).',
  'key-absent': 'The vault lacks these keys and never destroyed them: it is older than the log, or rows of it were lost. What is sealed under them is shown to nobody, as unreadable and not as erased. ' +
    'Put back a fresher vault, or accept the loss (docs/how-to/lost-keys.md).',
  'key-lost': 'An operator has accepted this loss: what was sealed under these keys stays unreadable.',
}

/** A finding as a line of output: its code, where it is, and what it means where that is not plain. */
export function findingWords({ code, ...where }: Finding): string {
  const line = `${code}: ${Object.entries(where).map(([name, value]) => `${name} ${String(value)}`).join(', ')}`
  const meaning = MEANING[code]
  return meaning === undefined ? line : `${line}. ${meaning}`
}
