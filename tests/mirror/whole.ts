/** Folders of tests that are about a whole, not about a source at the same path, each with what it is about. Ends with a slash. */
export const WHOLES: Readonly<Record<string, string>> = {
  'tests/backup/': 'backup, restore and the commands between them, on a whole installation',
  'tests/browser/': 'pages in a browser, on the demo',
  'tests/cases/': 'right answers of whole cases, as data that others may run, too',
  'tests/contract/': 'what every adapter of a port promises; each adapter runs it at its own path',
  'tests/distributed/': 'both columns do the same',
  'tests/docs/': 'what the pages say is true when it is typed',
  'tests/faults/': 'kills, freezes and older copies of a whole installation',
  'tests/flow/': 'what somebody gets of an event, from the front door to the timeline',
  'tests/foreign/': 'programs of others',
  'tests/fuzz/': 'hostile input to everything that takes input from outside',
  'tests/gateway/paired-worlds/': 'every route of the gateway, in two worlds',
  'tests/gateway/routes/': 'every route of the gateway, by every way to be refused',
  'tests/history/': 'a long made-up history of reads, and what an auditor finds in it',
  'tests/mirror/': 'where tests are',
  'tests/never-tells/': 'what an agency publishes tells nobody what they may not know',
  'tests/reference-policy/': 'a second implementation of the decision',
  // What the policies answer follows from all files of the folder and from the release.
  'tests/policy/': 'the decision: what a release answers, asked as a reader asks it',
}

/** Test files of several sources of the folder that they mirror, each with what it is about. */
export const OF_SEVERAL: Readonly<Record<string, string>> = {
  'tests/consumers/intake/merged-links.contract.test.ts': 'the contract of tests/contract/merged-links.ts, on both read stores',
  'tests/consumers/intake/receipts/entries.unit.test.ts': 'first and later entries of one receipt',
  'tests/consumers/timeline/timeline.prop.test.ts': 'a rebuild in any batches gives the same tables',
  'tests/core/linking/partition.prop.test.ts': 'linking as a whole: groups of records',
  'tests/core/linking/spellings.contract.test.ts': 'linking as a whole: spellings that are one name',
  'tests/core/linking/who-is-who.prop.test.ts': 'linking as a whole: decisions in any order',
  'tests/gateway/pages/every-value.flow.test.ts': 'pages of cases as a whole, held to the API: nothing that it discloses is missing',
  'tests/gateway/pages/timeline/complete.unit.test.ts': 'the entries of every type as a whole, held to the item of the API',
  'tests/gateway/pages/timeline/words.unit.test.ts': 'every word of the timeline page, made by several files',
  'tests/gateway/read/ids.unit.test.ts': 'ids and cursors that readers see, of three kinds',
  'tests/schemas/catalogue/demo-events.contract.test.ts': "the catalogue as a whole, held to the demo's events",
  'tests/schemas/catalogue/model.contract.test.ts': 'the catalogue as a whole, held to the domain model',
  'tests/schemas/codec/codec.prop.test.ts': 'the codec as a whole: there and back',
  'tests/schemas/codec/encodings.prop.test.ts': 'the codec as a whole: what other clients write',
  'tests/schemas/common-fields.unit.test.ts': 'the catalogue as a whole: fields of every event',
  'tests/gateway/api/typed-text.unit.test.ts': 'every body of the API in which people type a reason or a number',
  'tests/monitoring/status-limits.unit.test.ts': 'limits that alerts and `throughline status` share',
  'tests/scripts/clock-lint.unit.test.ts': 'eslint.config.js: where the clock may be read',
}
