/**
 * Keeps an open page of a case as it is now. The stream says only that what this reader is given has changed; the page then asks for itself again, which is a read of its
 * own, and takes the place of what stood there. What was opened stays open, and the place on the page stays. Without this file the page says when it was read.
 */
const page = document.querySelector('[data-changes]')
const main = document.querySelector('main')

/** Ids of the entries that are open. */
const opened = () => new Set([...main.querySelectorAll('details[open][id]')].map(({ id }) => id))

/** True while somebody writes in a form of the page: it is not taken from under their hands. */
const isWriting = () => main.contains(document.activeElement) && /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)

const say = (text) => {
  const status = document.querySelector('[data-live]')
  if (status !== null) status.textContent = text
}

async function renew() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, redirect: 'error', cache: 'no-store' }).catch(
    () => undefined,
  )
  // A session that has ended, or a service that does not answer: nothing that may not be shown any more stays on the screen.
  if (answer === undefined) {
    location.reload()
    return
  }
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main')
  if (next === null) {
    location.reload()
    return
  }
  const wasOpen = opened()
  const { scrollX, scrollY } = window
  main.replaceChildren(...next.childNodes)
  for (const id of wasOpen) document.getElementById(id)?.setAttribute('open', '')
  window.scrollTo(scrollX, scrollY)
  if (answer.ok) say('This page has changed, and is up to date now.')
}

if (page !== null && main !== null) {
  const stream = new EventSource(page.dataset.changes)
  let isLate = false
  stream.addEventListener('changed', () => {
    if (isWriting()) {
      isLate = true
      say('This case has changed. The page is brought up to date when you leave the form.')
    } else void renew()
  })
  stream.addEventListener('end', () => {
    stream.close()
    void renew()
  })
  main.addEventListener('focusout', () => {
    if (isLate && !isWriting()) {
      isLate = false
      void renew()
    }
  })
}
