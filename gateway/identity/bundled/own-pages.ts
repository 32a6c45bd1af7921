import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'

/** The pages that the bundled provider shows; none depends on a script, which our content security policy would stop. */
export interface ProviderPages {
  /** Something did not work. */
  readonly failed: () => string
  /** Somebody signs in while another person still is: asks to go on, by a form. `before`: the account of that person. */
  readonly another: (form: {
    readonly action: string
    readonly fields: Readonly<Record<string, string>>
    readonly before: string
  }) => string
}

/** The one way of answering that our client uses. The others answer by pages of the provider's own, which a script sends on. */
const RESPONSE_MODE = 'query'

/** Puts pages of ours in the place of those that oidc-provider makes itself. (Its error page is set by `renderError`; its pages of logout and of devices are off.) */
export function useOwnPages(provider: Provider, { failed, another }: ProviderPages): void {
  provider.use(async (context, next) => {
    const { response_mode: mode = RESPONSE_MODE } = context.query
    if (mode !== RESPONSE_MODE) {
      context.status = 400
      context.type = 'html'
      context.body = failed()
      return
    }
    await next()
    const oidc = (context as Partial<KoaContextWithOIDC>).oidc
    if (
      oidc?.route !== 'resume' ||
      context.type !== 'text/html' ||
      oidc.session?.accountId === undefined ||
      oidc.session.state === undefined
    )
      return
    context.body = another({
      action: oidc.urlFor('end_session_confirm'),
      fields: { xsrf: String(oidc.session.state.secret), logout: 'yes' },
      before: oidc.session.accountId,
    })
  })
}
