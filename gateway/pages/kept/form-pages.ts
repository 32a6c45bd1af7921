import { ROUTES, type Route } from '../../api/routes.ts'

/** Forms of which the address does not say on which page they stand. */
const OTHER_PAGES: Readonly<Record<string, (fields: ReadonlyMap<string, string>) => string | undefined>> = {
  '/reviews/:id/allow': (fields) => (fields.get('list') === 'closed' ? '/reviews/closed' : undefined),
}

const matches = ({ path }: Route, address: string): boolean => new RegExp(`^${path.replaceAll(/:[a-z]+/g, '[^/]+')}$`).test(address)

const pageAt = (address: string): Route | undefined =>
  ROUTES.find((row) => row.method === 'GET' && row.openTo === 'session' && matches(row, address))

/** Whether a route takes a form with words of its sender's: not the choice of a purpose, signing out and the like. */
export const takesWords = (row: Route): boolean => row.method === 'POST' && row.openTo === 'session' && !row.action.startsWith('page-')

/** The route that takes a form with words at an address. */
export const formAt = (address: string): Route | undefined => ROUTES.find((row) => takesWords(row) && matches(row, address))

/** The page on which a form stands that is sent to an address: the nearest page above it (`/reviews/<id>` stands on `/reviews`). */
export function pageOfForm(row: Route, address: string, fields: ReadonlyMap<string, string>): string {
  const said = OTHER_PAGES[row.path]?.(fields)
  if (said !== undefined) return said
  for (let path = address; path !== ''; path = path.slice(0, path.lastIndexOf('/'))) if (pageAt(path) !== undefined) return path
  return '/'
}

/** Whether a page asks for a purpose first. */
export const needsPurpose = (address: string): boolean => pageAt(address)?.purpose ?? true
