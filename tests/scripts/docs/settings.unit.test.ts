import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { SETTINGS, TOOL_SETTINGS } from '../../../infra/configuration/settings.ts'
import { settingsPage } from '../../../scripts/docs/settings.ts'

const page = readFileSync(join(import.meta.dirname, '../../../docs/reference/settings.md'), 'utf8')

describe('the page of all settings', () => {
  it('is what the configuration says today: else run `npm run docs`', () => {
    expect(page).toBe(settingsPage())
  })

  it.each([...Object.keys(SETTINGS), ...Object.keys(TOOL_SETTINGS)])('has %s once', (name) => {
    expect(page.split('\n').filter((line) => line.startsWith(`| \`${name}\` |`))).toHaveLength(1)
  })
})
