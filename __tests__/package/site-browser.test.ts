import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { bundle } from '../support/run-command.js'

/** Chromium as Debian has it. Where it is not installed these tests are skipped, and `.ci/run` installs it. */
const program = '/usr/bin/chromium'
const pages = ['index.html', 'keps.html', 'roadmap.html', 'health.html', 'kep/0042-graceful-drain.html']
const examples = fileURLToPath(new URL('../../examples/keps', import.meta.url))
const home = mkdtempSync(join(tmpdir(), 'keplint-site-'))
const addressOf = (page: string): string => pathToFileURL(join(home, 'site', page)).href

describe.skipIf(!existsSync(program))('the site in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    const words = ['site', '--out', join(home, 'site'), '--root', examples, '--today', '2026-11-20', '.']
    execFileSync(process.execPath, [bundle, ...words, '--repository', 'example/enhancements', '--quiet'])
    browser = await chromium.launch({
      executablePath: program,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
    })
  })
  afterAll(async () => {
    await browser.close()
    rmSync(home, { recursive: true, force: true })
  })

  /** Opens a page and gathers what its console says. */
  async function open(
    page: string,
    { dark = false, width = 1280, scripts = true, query = '' } = {},
  ): Promise<{ readonly tab: Page; readonly said: string[] }> {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: dark ? 'dark' : 'light',
      javaScriptEnabled: scripts,
    })
    const tab = await context.newPage()
    const said: string[] = []
    tab.on('console', (message) => void said.push(message.text()))
    tab.on('pageerror', (error) => void said.push(error.message))
    tab.on('request', (request) => void (request.url().startsWith('file:') || said.push(`asked for ${request.url()}`)))
    await tab.goto(addressOf(page) + query)
    return { tab, said }
  }

  const shownTitles = async (tab: Page): Promise<readonly string[]> =>
    tab.locator('#keps tbody tr:visible td:nth-child(2)').allInnerTexts()

  test.each(pages)('%s has no error, asks for nothing, and fits a phone', async (page) => {
    const { tab, said } = await open(page, { width: 380 })
    expect(await tab.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(said).toEqual([])
    expect(await tab.title()).not.toBe('')
  })

  test.each(pages.flatMap((page) => [[page, false] as const, [page, true] as const]))(
    '%s, dark: %s, has no serious fault that axe finds',
    async (page, dark) => {
      const context = await browser.newContext({ bypassCSP: true, colorScheme: dark ? 'dark' : 'light' })
      const tab = await context.newPage()
      await tab.goto(addressOf(page))
      await tab.evaluate(axe.source)
      const found = await tab.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run()
        return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html}`)
      })
      expect(found.filter((each) => /^(?:serious|critical)/.test(each))).toEqual([])
      await context.close()
    },
  )

  test('search, filters and the address go together', async () => {
    const { tab, said } = await open('keps.html')
    const all = (await shownTitles(tab)).length
    expect(all).toBeGreaterThan(5)
    await tab.getByLabel('Search').fill('drain')
    expect(await shownTitles(tab)).toEqual(expect.arrayContaining([expect.stringMatching(/drain/i)]))
    expect((await shownTitles(tab)).length).toBeLessThan(all)
    await tab.getByLabel('State').selectOption('replaced')
    expect(decodeURIComponent(tab.url())).toMatch(/[?#]q=drain&state=replaced$/)
    const count = (await shownTitles(tab)).length
    expect(await tab.locator('#count').textContent()).toBe(`${count} of ${all} KEPs`)
    const again = await open('keps.html', { query: '?q=drain&state=replaced' })
    expect(await shownTitles(again.tab)).toEqual(await shownTitles(tab))
    await tab.getByRole('button', { name: 'Clear' }).click()
    expect(await shownTitles(tab)).toHaveLength(all)
    expect(said).toEqual([])
  })

  test('columns are sorted by a click and by the keyboard', async () => {
    const { tab } = await open('keps.html')
    const byTitle = tab.getByRole('button', { name: 'Title' })
    await byTitle.click()
    const up = await shownTitles(tab)
    expect(up).toEqual([...up].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)))
    await byTitle.focus()
    await tab.keyboard.press('Enter')
    expect(await shownTitles(tab)).toEqual([...up].reverse())
    expect(await tab.locator('th[aria-sort=descending]').textContent()).toContain('Title')
  })

  test('what is shown is downloaded as CSV', async () => {
    const { tab } = await open('keps.html')
    await tab.getByLabel('Search').fill('drain')
    const [download] = await Promise.all([
      tab.waitForEvent('download'),
      tab.getByRole('button', { name: 'Download CSV' }).click(),
    ])
    const lines = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\r\n')
    expect(lines[0]).toBe('"Number","Title","SIG","State","Stage","Release","People","Errors","Warnings"')
    expect(lines).toHaveLength((await shownTitles(tab)).length + 1)
  })

  test('links lead to pages that are there', async () => {
    for (const page of pages) {
      const { tab } = await open(page)
      const links = await tab
        .locator('a[href]')
        .evaluateAll((all) => all.map((each) => new URL(each.getAttribute('href') ?? '', each.baseURI).href))
      const own = links
        .filter((link) => link.startsWith('file:'))
        .map((link) => fileURLToPath(link.replace(/[?#].*/, '')))
      expect(own.filter((path) => !existsSync(path))).toEqual([])
    }
  })

  test('without scripts every page reads, and in print there is no filter', async () => {
    const { tab } = await open('keps.html', { scripts: false })
    expect((await shownTitles(tab)).length).toBeGreaterThan(5)
    expect(await tab.locator('#filter').isVisible()).toBe(false)
    const printed = await open('keps.html')
    await printed.tab.emulateMedia({ media: 'print' })
    expect(await printed.tab.locator('nav').isVisible()).toBe(false)
    expect(await printed.tab.locator('#filter').isVisible()).toBe(false)
  })
})
