import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestGateway, type TestGateway } from '../fixtures/gateway.ts'
import { startBrowser, type TestBrowser } from './browser.ts'
import { signIn } from './journeys.ts'

describe.each([{ javaScript: false }, { javaScript: true }])(
  'signing in as a second person without signing out (JavaScript: $javaScript)',
  ({ javaScript }) => {
    let gateway: TestGateway
    let browser: TestBrowser
    beforeAll(async () => {
      gateway = await startTestGateway()
      browser = await startBrowser()
    }, 120_000)
    afterAll(async () => {
      await browser.close()
      await gateway.close()
    }, 120_000)

    it('asks to go on with a button, shows the second person then, ends the first one’s visit, and signs out', async () => {
      const { page, problems } = await browser.open({ javaScript })
      await signIn(page, gateway.origin, 'Helen Strand', 'MARAC risk management')
      const header = page.locator('header')
      expect(await header.innerText()).toContain('Helen Strand')
      const [first] = await page.context().cookies(gateway.origin)

      await page.goto(`${gateway.origin}/sign-in`)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('button', { name: /Omar Castell/ }).click()
      await page.getByRole('heading', { level: 1, name: 'Somebody else is signed in' }).waitFor()
      expect(await page.getByRole('main').innerText()).toContain('Helen Strand is still signed in in this browser.')
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByRole('radio', { name: 'MARAC risk management' }).check()
      await page.getByRole('button', { name: 'Continue' }).click()
      expect(await header.innerText()).toContain('Omar Castell')
      expect(await header.innerText()).not.toContain('Helen Strand')
      const again = await fetch(`${gateway.origin}/cases`, {
        headers: { cookie: `${first?.name ?? ''}=${first?.value ?? ''}` },
        redirect: 'manual',
      })
      expect([again.status, again.headers.get('location')]).toEqual([303, '/sign-in'])

      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
      await page.goto(`${gateway.origin}/cases`)
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      expect(problems).toEqual([])
    }, 120_000)

    it('finds no page of the provider’s own, whatever is asked of it', async () => {
      const client = `client_id=throughline&redirect_uri=${encodeURIComponent(`${gateway.origin}/signed-in`)}&scope=openid&response_type=code&code_challenge_method=S256&code_challenge=${'a'.repeat(43)}`
      const asked: readonly (readonly [string, string])[] = [
        ['GET', '/oidc/auth'],
        ['GET', `/oidc/auth?${client}&response_mode=form_post&prompt=none`],
        ['GET', `/oidc/auth?${client}&response_mode=form_post`],
        ['GET', `/oidc/auth?${client}&response_mode=web_message&prompt=none`],
        ['GET', '/oidc/auth/nothing'],
        ['GET', '/oidc/session/end'],
        ['POST', '/oidc/session/end/confirm'],
        ['GET', '/oidc/session/end/success'],
        ['GET', '/oidc/device'],
        ['GET', '/oidc/nothing'],
        ['GET', '/oidc/interaction/nothing'],
      ]
      for (const [method, path] of asked) {
        const answer = await fetch(`${gateway.origin}${path}`, {
          method,
          redirect: 'manual',
          headers: { accept: 'text/html', ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
        })
        const text = await answer.text()
        expect([
          path,
          text.includes('<script'),
          answer.headers.get('content-type')?.startsWith('text/html') === true && !text.includes('– Throughline</title>'),
        ]).toEqual([path, false, false])
      }
    }, 60_000)
  },
)
