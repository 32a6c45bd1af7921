import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import nunjucks from 'nunjucks'

const require = createRequire(import.meta.url)

/** Where a package's files are. */
export const packageFolder = (name: string): string => dirname(require.resolve(`${name}/package.json`))

/** Renders a page of `templates/` as HTML. Every value is escaped. */
export type Render = (page: string, values: Readonly<Record<string, unknown>>) => string

export function createRender(): Render {
  const environment = nunjucks.configure(
    [join(import.meta.dirname, 'templates'), join(packageFolder('govuk-frontend'), 'dist'), packageFolder('@ministryofjustice/frontend')],
    { autoescape: true, throwOnUndefined: false, trimBlocks: true, lstripBlocks: true, noCache: false, watch: false },
  )
  return (page, values) => environment.render(`${page}.njk`, values)
}
