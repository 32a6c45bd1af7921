import type { Express, RequestHandler } from 'express'
import { Problem } from './problem.ts'
import { ROUTES, routeKey, type Route } from './routes.ts'

/** Handlers by `METHOD path`. */
export type Handlers = Readonly<Record<string, RequestHandler>>

/** The gateway was put together wrongly: it does not start. */
export class RouteError extends Error {
  readonly code = 'route-table'
  constructor(message: string) {
    super(message)
    this.name = 'RouteError'
  }
}

/**
 * Registers handlers by the route table. `guard` makes the check that a row asks for and runs before its handler.
 * Throws RouteError for a handler without a row, or a row without a handler. Other methods of a known path answer 405.
 */
export function registerRoutes(
  app: Express,
  handlers: Handlers,
  guard: (row: Route) => RequestHandler,
  rows: readonly Route[] = ROUTES,
): void {
  const known = new Set(rows.map(routeKey))
  const unknown = Object.keys(handlers).filter((key) => !known.has(key))
  if (unknown.length > 0) throw new RouteError(`No row in gateway/api/routes.ts for: ${unknown.join(', ')}`)
  for (const row of rows) {
    const handler = handlers[routeKey(row)]
    if (handler === undefined) throw new RouteError(`No handler for: ${routeKey(row)}`)
    app[row.method === 'GET' ? 'get' : 'post'](row.path, guard(row), handler)
  }
  app.use(otherMethods(rows))
}

/** Answers 405 to another method of a known path. */
function otherMethods(rows: readonly Route[]): RequestHandler {
  // The address that is more exact comes first: /v1/cases/lookup is no case.
  const paths = [...Map.groupBy(rows, (row) => row.path)]
    .toSorted(([one], [other]) => one.split(':').length - other.split(':').length)
    .map(([path, ofPath]) => ({
      pattern: new RegExp(
        `^${path
          .replaceAll('.', '\\.')
          .replaceAll(/:[a-z]+/g, '[^/]+')
          .replaceAll(/\*[a-z]+/g, '.+')}$`,
      ),
      allowed: ofPath.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', '),
    }))
  return (request, response, next) => {
    const found = paths.find(({ pattern }) => pattern.test(request.path))
    if (found !== undefined && !found.allowed.split(', ').includes(request.method)) {
      response.setHeader('Allow', found.allowed)
      throw new Problem('method-not-allowed')
    }
    next()
  }
}

interface StackLayer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> }
}

/** Reads the routes out of the app itself and throws RouteError for one that has no row: a route that went round `registerRoutes`. */
export function checkRoutes(app: Express, rows: readonly Route[] = ROUTES): void {
  const known = new Set(rows.map(routeKey))
  const layers = (app.router as unknown as { readonly stack: readonly StackLayer[] }).stack
  const found = layers.flatMap(({ route }) =>
    route === undefined ? [] : Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`),
  )
  if (found.length === 0) throw new RouteError('The app has no routes')
  const stray = found.filter((key) => !known.has(key))
  if (stray.length > 0) throw new RouteError(`No row in gateway/api/routes.ts for: ${stray.join(', ')}`)
}
