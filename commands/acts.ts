/** What a command does, as it goes on record. */
export interface AskedAct {
  /** A code of core/access-log/actions.ts. */
  readonly action: string
  /** Its arguments: nothing secret and nothing of a person. */
  readonly page?: Readonly<Record<string, string>>
}

type Args = Readonly<Record<string, unknown>>

/** Of arguments those of these names that are texts, or lists of texts. */
function said(args: Args, ...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = args[name]
      if (typeof value === 'string') return [[name, value] as const]
      return Array.isArray(value) && value.every((one) => typeof one === 'string') ? [[name, value.join(' ')] as const] : []
    }),
  )
}

const agenciesOf = ({ agencies }: Args): string =>
  Array.isArray(agencies) ? agencies.map((one: { readonly agency?: unknown } | null) => String(one?.agency)).join(' ') : ''

const KEY_STEPS: Readonly<Partial<Record<string, string>>> = {
  add: 'command-agency-key-add',
  retire: 'command-agency-key-retire',
  'accept-loss': 'command-agency-keys-accept-loss',
}

function keyStep(args: Args): AskedAct | undefined {
  const action = KEY_STEPS[String(args.step)]
  return action === undefined ? undefined : { action, page: said(args, 'agency', 'kid') }
}

/** Commands of a running process, by the name that its socket knows them by. `undefined`: it shows nothing of a case or a person and changes nothing, or puts itself on record. */
const ACTS: Readonly<Record<string, (args: Args) => AskedAct | undefined>> = {
  token: () => ({ action: 'command-token' }),
  // Of whom and of which case a replay is stays out: its range may name them.
  replay: ({ range }) => ({ action: 'command-audit-replay', page: said((range ?? {}) as Args, 'from', 'to', 'ids', 'action') }),
  'audit-proof': (args) => ({ action: 'command-audit-proof', page: said(args, 'record') }),
  verify: () => ({ action: 'command-audit-verify' }),
  alerts: (args) => ({ action: 'command-audit-alerts', page: { data: Object.keys(args).join(' ') } }),
  // The staff token of whom it is about is in control.events.
  staff: (args) => ({ action: 'command-staff-change', page: { ...said(args, 'agency', 'role', 'duties') } }),
  agencies: (args) => ({ action: 'command-agencies-register', page: { agencies: agenciesOf(args) } }),
  'policy-explain': (args) => ({ action: 'command-policy-explain', page: said(args, 'record') }),
  'agency-keys': keyStep,
  keys: ({ step }) => (step === 'accept-loss' ? { action: 'command-keys-accept-loss' } : undefined),
  backup: () => ({ action: 'command-backup' }),
  // These know the person by their token, and name their agency and role.
  policy: () => undefined,
  erase: () => undefined,
  retention: () => undefined,
  'subject-access': () => undefined,
  'audit-export': () => undefined,
  counterfactual: () => undefined,
  'replay-progress': () => undefined,
  origin: () => undefined,
  status: () => undefined,
  numberings: () => undefined,
  'policy-in-force': () => undefined,
}

/** What a command of a socket leaves on record; of one that is not named here its name. */
export const actOf = (command: string, args: Args): AskedAct | undefined =>
  Object.hasOwn(ACTS, command) ? ACTS[command]?.(args) : { action: `command-${command}` }
