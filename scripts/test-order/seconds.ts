/** About what the longest test files take on two cores with nothing else to do (s). Where Jest has measured a file on this machine, that counts; a rough figure is enough. */
export const LONG: Readonly<Record<string, number>> = {
  'tests/faults/distributed/distributed.fault.test.ts': 200,
  'tests/faults/server.fault.test.ts': 122,
  'tests/browser/every-page.browser.test.ts': 200,
  'tests/distributed/demo.flow.test.ts': 150,
  'tests/faults/distributed/frozen.fault.test.ts': 93,
  'tests/docs/pages.flow.test.ts': 69,
  'tests/cases/chronologies.flow.test.ts': 69,
  'tests/docs/secured-cluster.flow.test.ts': 110,
  'tests/foreign/generated-clients.flow.test.ts': 150,
  'tests/foreign/schemathesis.flow.test.ts': 130,
  'tests/producers/import/import.fault.test.ts': 60,
  'tests/infra/event-log/kafka/broker-deaths.fault.test.ts': 64,
  'tests/distributed/registry-numbers.flow.test.ts': 63,
  'tests/faults/yesterday/distributed.fault.test.ts': 55,
  'tests/faults/client.fault.test.ts': 51,
  'tests/foreign/agencies.flow.test.ts': 90,
  'tests/foreign/modelina.flow.test.ts': 90,
  'tests/producers/import/windows-1252.flow.test.ts': 40,
  'tests/flow/planted/distributed.flow.test.ts': 47,
}

/** About what the others take, by their kind (s). */
const OF_KIND: Readonly<Record<string, number>> = { fault: 20, browser: 20, flow: 8, prop: 8, contract: 6, unit: 2 }

/** About how long a test file takes (s), by its path from the root. */
export function secondsOf(file: string): number {
  const kind = /\.(\w+)\.test\.ts$/.exec(file)?.[1] ?? ''
  return LONG[file] ?? OF_KIND[kind] ?? 2
}
