/** An entry of what goes to the person who asked. */
export interface GivenEvent {
  readonly title: string
  readonly agency: string
  readonly data: Readonly<Record<string, unknown>>
}

/** What is printed. */
export interface Printed {
  readonly request: string
  readonly received: string
  readonly entries: readonly GivenEvent[]
  readonly letter?: string
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const text = (value: unknown): string => String(value).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '')
const words = (name: string): string => text(`${name.slice(0, 1).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`)

/** A value as nested lists: nothing of it is markup. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return `<ul>${value.map((item) => `<li>${shown(item)}</li>`).join('')}</ul>`
  if (value === null || typeof value !== 'object') return text(value === true ? 'yes' : value === false ? 'no' : value)
  return `<dl>${Object.entries(value)
    .filter(([, item]) => item !== null && !(typeof item === 'object' && Object.keys(item as object).length === 0))
    .map(([name, item]) => `<dt>${words(name)}</dt><dd>${shown(item)}</dd>`)
    .join('')}</dl>`
}

const STYLE =
  'body{font:1rem/1.5 sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem}section{break-inside:avoid}dt{font-weight:bold}dd{margin:0 0 .5rem 1rem}'

/** A pack as one HTML page without scripts or anything from elsewhere, to be printed. */
export function printable({ request, received, entries, letter }: Printed): string {
  const paragraphs = (letter ?? '').split('\n\n').filter((paragraph) => paragraph !== '')
  const lines = [
    '<!doctype html>',
    '<html lang="en-GB">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Your information</title><style>${STYLE}</style></head>`,
    '<body>',
    '<h1>Your information</h1>',
    `<p>You asked on ${text(received)}. Reference: ${text(request)}.</p>`,
    ...paragraphs.map((paragraph) => `<p>${text(paragraph)}</p>`),
    ...entries.map(({ title, agency, data }) => `<section><h2>${text(title)}</h2><p>From: ${text(agency)}</p>${shown(data)}</section>`),
    '</body>',
    '</html>',
  ]
  return `${lines.join('\n')}\n`
}
