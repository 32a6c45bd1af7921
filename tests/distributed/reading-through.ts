/** A gateway, and the tokens that it takes. */
export interface GatewayAddress {
  readonly origin: string
  readonly token: (as: string) => Promise<string>
}

/** An answer to a read: where it was asked, its status, and what it shows. */
export interface Answered {
  readonly path: string
  readonly status: number
  readonly shown: string
}

/** The items of a list, as text. */
export const itemsOf = async (answer: Response): Promise<string> =>
  JSON.stringify(((await answer.json()) as { readonly items?: unknown }).items ?? null)

/** Reads of a reader at several gateways, one after the other, until they are stopped. */
export function startReadingThrough(
  addresses: readonly GatewayAddress[],
  reads: readonly { readonly as: string; readonly path: string }[],
) {
  const answers: Answered[] = []
  let isStopping = false
  const read = async ({ origin, token }: GatewayAddress): Promise<void> => {
    const tokens = new Map(await Promise.all([...new Set(reads.map(({ as }) => as))].map(async (as) => [as, await token(as)] as const)))
    while (!isStopping) {
      for (const { as, path } of reads) {
        const answer = await fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${tokens.get(as) ?? ''}` } })
        answers.push({ path: `${as} ${path}`, status: answer.status, shown: await itemsOf(answer) })
      }
    }
  }
  const all = Promise.all(addresses.map(read))
  return {
    answers,
    stop: async () => {
      isStopping = true
      await all
    },
  }
}
