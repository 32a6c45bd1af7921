import { loadRelease, type ReleaseFiles } from '../../policy/release/load.ts'
import { releaseFiles } from './case-builder.ts'

const OWN_EVENT = `
// D.1: an agency's own event links it to that event only.
@id("link.own-event")
@reader("Your agency published an event of this case.")
permit (principal, action == Action::"pass_link", resource)
when { context.facts.contains(Fact::"own_event") }
unless { [Purpose::"audit", Purpose::"subject_access"].contains(resource) };
`
const LINK = 'cedar/request/30-link.cedar'
const LINKS = 'tables/links.json'

/** The present release as it would be for the first engine: no table of instruments, an agency's own event is a link, no role is limited to a pair. */
export const firstEngineFiles: ReleaseFiles = new Map(
  [...releaseFiles]
    .filter(([path]) => path !== 'tables/instruments.json')
    .map(([path, text]) => {
      if (path === LINK) return [path, text + OWN_EVENT]
      return [path, path === LINKS ? text.replace('"pair_roles": ["idva"],', '') : text]
    }),
)

/** That release, loaded. */
export const firstEngine = loadRelease(firstEngineFiles)
