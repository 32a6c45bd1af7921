import type { Render } from '../../pages/render.ts'
import type { ProviderPages } from './own-pages.ts'
import type { People } from './people.ts'

/** The pages that the bundled provider shows, in our layout. */
export const providerPages = (render: Render, people: People): ProviderPages => ({
  failed: () => render('message', { title: 'Sign-in did not work', texts: ['Begin again.'], link: { href: '/sign-in', text: 'Sign in' } }),
  another: ({ before, ...form }) =>
    render('another-person', { ...form, title: 'Somebody else is signed in', before: people.readers.get(before)?.name ?? before }),
})
