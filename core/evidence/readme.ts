import type { Manifest } from './files.ts'

/** What the README of a bundle says of its log. */
export interface ReadmeFacts {
  readonly manifest: Manifest
  readonly origin: string
  readonly size: number
  /** Base64. */
  readonly root: string
  /** Verifier keys of the logs and of the witnesses, as text. */
  readonly keys: readonly string[]
  readonly records: number
}

/** The README of a bundle, for an expert of the other side. */
export const readmeText = ({ manifest, origin, size, root, keys, records }: ReadmeFacts): string => `EVIDENCE OF READS

What this is
  ${String(records)} access records of the log ${origin}: who asked for what, when, for which purpose, under which policy,
  and a hash of what was released. ${manifest.mode === 'whole' ? 'The log is here as a whole.' : 'They are a selection; of other records there are hashes alone.'}
  Made ${manifest.made}. The making of this bundle is on record itself, as access record ${manifest.export}.
  Names of those who read: ${manifest.readers}.

What is proven when the verifier says so
  - Each record is a leaf of the log of ${String(size)} leaves with root
      ${root}
    that the keys below have signed. No byte of it has changed since; none was taken away or put in before it.
  - Each value given in records.jsonl (openings) is the one that its record committed to when it was written.
  - The files under policies/ are those that the records name by hash.
  - Where witnesses have cosigned: they saw this same log then. It was not made anew afterwards.

By whose keys
${keys.map((key) => `  ${key}\n`).join('')}  Compare these with what the operator and each witness publish. Whoever forges a bundle forges this list too:
  give the verifier your own quorum file (--policy), and checkpoints that witnesses or minutes have (--known).

What is NOT proven
  - That every read was put on record: only that these were, and when.
  - That a person read what was shown, or who sat at the screen.
  - That what agencies published, and so what was shown, is true.
  - That the decision was right under its policy: that is run again from the logs, by who has them (audit replay).
  - That the list of policy releases (control/releases.jsonl) is whole.
  - Who read, and what was asked, where a value is withheld. The reason stands there; the commitment to it holds.

How to run it: unpack, and in this folder, without network,
  with Node 20.12 or later alone:   node verify.mjs          (node verify.mjs --help)
  with Go 1.25 or later alone:      go run .                 (go run . --help)
  verify.mjs checks all of the above. verify.go is a second implementation, on golang.org/x/mod/sumdb (in vendor/), and checks
  the log's signature, the witnesses' cosignatures, the tiles, and that each leaf is in the tree; not the values, policies and sums.
  An ordinary verifier of signed notes checks the log's signature alone: it passes over cosignatures without a word.
  Files: sha256sum -c SHA256SUMS

Formats
  checkpoint, tile/: c2sp.org/tlog-tiles, tlog-checkpoint, signed-note, tlog-cosignature; policy.tlog: c2sp.org/tlog-policy.
  leaf hash = SHA-256(0x00 ‖ leaf), node = SHA-256(0x01 ‖ left ‖ right) (RFC 9162). A leaf is RFC 8785 JSON.
  A commitment = SHA-256(0x10 ‖ "actor", "request" or "decision" ‖ 0x00 ‖ salt ‖ RFC 8785 JSON of the value).
  fhir/AuditEvent.ndjson, where it is there: the same records as FHIR R4 AuditEvents, for programs that read those. It is made of
  records.jsonl, and no more is proven by it.
  A policy's hash = SHA-256 over the RFC 8785 JSON of [[path, SHA-256 of the file] …] by path.
`
