import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import type { OwnStatement } from '../../../schemas/generated/records.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import type { Evidence } from '../../linking/evidence.ts'
import { earliest } from '../../time/london.ts'
import type { InboxPosition } from '../receipt-id.ts'

export type { OwnStatement }

/** A statement of an agency, in a case or waiting. */
export interface KnownStatement extends OwnStatement {
  readonly agency: AgencyId
  readonly system: string
  readonly eventId: string
  readonly type: string
  readonly inbox: InboxPosition
}

interface Kind {
  /** Kind of the proceeding that events of the type are about. */
  readonly about?: string
  /** The field of details that is asked for. */
  readonly says?: string
}

const RETRACTION = 'record.retracted'

const KINDS: Readonly<Record<string, Kind>> = {
  'oocr.victim-views-sought': { about: 'oocr' },
  'bail.victim-views-sought': { about: 'bail' },
  'dvds.application-received': { about: 'dvds', says: 'due_by' },
  'dvds.decision-made': { about: 'dvds', says: 'decision' },
  'marac.action-agreed': { about: 'action' },
  [RETRACTION]: {},
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Tokens of the proceedings of a kind that an event quotes. */
export const tokensOf = ({ proceedings }: Pick<Evidence, 'proceedings'>, kind: string): readonly string[] =>
  proceedings.filter((proceeding) => proceeding.kind === kind && proceeding.names).flatMap(({ tokens }) => tokens)

/** What an event says by which later events of its agency are judged; null where no rule asks. Pure. */
export function statementOf(
  { type, data }: Pick<AgencyEvent, 'type' | 'data'>,
  evidence: Pick<Evidence, 'proceedings'>,
): OwnStatement | null {
  const kind = KINDS[type]
  if (kind === undefined) return null
  return {
    begun: new Date(earliest(data.occurred.from, data.occurred.precision)).toISOString(),
    proceedings: kind.about === undefined ? [] : tokensOf(evidence, kind.about),
    corrects: data.corrects ?? null,
    retracts: type === RETRACTION ? text(data.details.target_event) : null,
    says: kind.says === undefined ? '' : text(data.details[kind.says]),
  }
}
