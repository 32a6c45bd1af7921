/* Of every page of somebody who is signed in: leaving at once, and the end of the visit. Without it, all of this is done by forms and by the server. */

const WARN_MS = 120_000
const TICK_MS = 1000
const SHIFTS_MS = 5000
const KEEP_MS = 3000
const SIGNED_OUT = '/signed-out'

const warning = document.getElementById('visit-warning')
const exitForm = document.querySelector('[data-exit]')

const bodyOf = (form) => new URLSearchParams(new FormData(form))
/** Sent also when the page is gone by then; where it leads to is not followed. */
const post = (address, body) => fetch(address, { method: 'POST', body, keepalive: true, redirect: 'manual' })
/** All pages of this visit in this browser: forms of a visit have one token. */
const channel = new BroadcastChannel(`visit ${exitForm.elements.csrf.value}`)

let isOver = false
/** Takes what is shown off the screen at once, and leads away without a way back to it. */
function goTo(address, before = Promise.resolve()) {
  isOver = true
  document.body.hidden = true
  const late = new Promise((resolve) => setTimeout(resolve, KEEP_MS))
  Promise.race([before, late]).finally(() => location.replace(address))
}

/* Exit this page: by its button, or by pressing Shift three times. */

function leave() {
  if (isOver) return
  post(exitForm.getAttribute('action'), bodyOf(exitForm)).catch(() => undefined)
  channel.postMessage({ goTo: exitForm.dataset.exit })
  goTo(exitForm.dataset.exit)
}

exitForm.addEventListener('submit', (event) => {
  event.preventDefault()
  leave()
})

const status = exitForm.querySelector('[data-exit-status]')
let shifts = 0
let isChord = false
let shiftTimer
addEventListener('keydown', ({ key, shiftKey }) => {
  if (key === 'Shift') return
  shifts = 0
  isChord = shiftKey
})
addEventListener('keyup', ({ key }) => {
  if (key !== 'Shift') return
  shifts = isChord ? 0 : shifts + 1
  isChord = false
  status.textContent = shifts === 0 ? '' : (status.getAttribute(`data-after-${shifts}`) ?? '')
  clearTimeout(shiftTimer)
  shiftTimer = setTimeout(() => {
    shifts = 0
    status.textContent = ''
  }, SHIFTS_MS)
  if (shifts === 3) leave()
})

/* The end of the visit: a warning before it; after it nothing stays on the screen. */

let endsAt = Date.now() + Number(warning.dataset.seconds) * 1000

function show({ ends, last }) {
  for (const place of document.querySelectorAll('[data-visit-ends]')) place.textContent = ends
  warning.querySelector('[data-if-last]').hidden = !last
  warning.querySelector('[data-stay]').hidden = last
}

/** The form that was written in last: its words are kept for who signs in again. */
let writtenIn
addEventListener('input', ({ target }) => {
  if (target.form?.elements.csrf !== undefined) writtenIn = target.form
})

function end() {
  if (isOver) return
  const kept = () => {
    const body = bodyOf(writtenIn)
    body.set('keep-only', 'yes')
    return post(writtenIn.getAttribute('action'), body).catch(() => undefined)
  }
  goTo(SIGNED_OUT, writtenIn === undefined ? undefined : kept())
}

function tick() {
  if (isOver) return
  const left = endsAt - Date.now()
  if (left <= 0) end()
  else if (left <= WARN_MS && !warning.open) warning.showModal()
  else if (left > WARN_MS && warning.open) warning.close()
}

async function stay() {
  const form = warning.querySelector('[data-stay]')
  if (form.hidden) return
  const asked = Date.now()
  const answer = await post(form.getAttribute('action'), bodyOf(form))
  if (!answer.ok) {
    end()
    return
  }
  const { ends, seconds, last } = await answer.json()
  endsAt = asked + seconds * 1000
  show({ ends, last })
  channel.postMessage({ endsAt, ends, last })
  // A visit that cannot be extended is warned of until its end.
  if (!last) warning.close()
}

warning.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-stay]')) return
  event.preventDefault()
  stay().catch(() => undefined)
})
warning.addEventListener('cancel', (event) => {
  event.preventDefault()
  stay().catch(() => undefined)
})
channel.addEventListener('message', ({ data }) => {
  if (data.goTo !== undefined && !isOver) goTo(data.goTo)
  else if (data.endsAt > endsAt) {
    endsAt = data.endsAt
    show(data)
    tick()
  }
})
channel.postMessage({
  endsAt,
  ends: document.querySelector('[data-visit-ends]').textContent,
  last: warning.dataset.last === 'true',
})
setInterval(tick, TICK_MS)
addEventListener('visibilitychange', tick)
addEventListener('pageshow', tick)
tick()
