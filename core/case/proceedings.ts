import type { CaseEvent } from './case-events.ts'

/** Tokens of the proceedings of a kind that an event quotes. */
export const quoted = ({ index }: CaseEvent, kind: string): readonly string[] =>
  index.proceedings.filter((proceeding) => proceeding.kind === kind).map(({ token }) => token)

/** True when both quote the same proceeding of a kind. */
export const sharesProceeding = (kind: string, one: CaseEvent, other: CaseEvent): boolean =>
  quoted(one, kind).some((token) => quoted(other, kind).includes(token))
