import RequestQueue from 'kafkajs/src/network/requestQueue/index.js'

const MENDED = Symbol.for('throughline.kafkajs.request-queue')

/**
 * Mends kafkajs's request queue, once: with nothing waiting it sets a timer with a negative delay again and again, a thousand times a second for each
 * connection, and Node 24 warns of it (TimeoutNegativeWarning). A timer is needed only while requests wait.
 */
export function mendRequestQueue(): void {
  const queue = RequestQueue.prototype as RequestQueue & { [MENDED]?: true }
  if (queue[MENDED]) return
  queue[MENDED] = true
  const schedule = Reflect.get(queue, 'scheduleCheckPendingRequests')
  queue.scheduleCheckPendingRequests = function mended(this: RequestQueue) {
    if (this.pending.length > 0) Reflect.apply(schedule, this, [])
  }
}
