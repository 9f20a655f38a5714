/**
 * Makes the pictures of the README from the examples: the site and the job summary. Needs a Chromium: its path is in
 * CHROMIUM, by itself /usr/bin/chromium. Run it after a change of how either looks: npm run pictures.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import MarkdownIt from 'markdown-it'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('..', import.meta.url))
const command = join(root, 'dist/cli/index.js')
const home = mkdtempSync(join(tmpdir(), 'keplint-pictures-'))
const day = ['--today', '2026-11-20', '--repository', 'example/enhancements']
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const site = join(home, 'site')
  execFileSync(process.execPath, [command, 'site', '--out', site, '--root', join(root, 'examples/broken'), '.', ...day])
  await picture(pathToFileURL(join(site, 'index.html')).href, 'docs/site.png', 1100, 760)

  const words = ['--root', join(root, 'examples/broken'), '--format', 'markdown', ...day]
  const { stdout } = spawnSync(process.execPath, [command, ...words], { encoding: 'utf8' })
  const style = readFileSync(
    createRequire(import.meta.url).resolve('github-markdown-css/github-markdown-light.css'),
    'utf8',
  )
  const body = new MarkdownIt({ html: true }).render(stdout)
  const frame = '.markdown-body{padding:24px;max-width:1010px;box-sizing:border-box}'
  const page = `<!doctype html><meta charset="utf-8"><style>${style}${frame}</style><body class="markdown-body">${body}`
  writeFileSync(join(home, 'summary.html'), page)
  await picture(pathToFileURL(join(home, 'summary.html')).href, 'docs/summary.png', 1010, 780)
} finally {
  await browser.close()
  rmSync(home, { recursive: true, force: true })
}

/**
 * Takes the picture of the top of a page.
 *
 * @param {string} address
 * @param {string} file
 * @param {number} width
 * @param {number} height
 */
async function picture(address, file, width, height) {
  const tab = await browser.newPage({ viewport: { width, height } })
  await tab.goto(address)
  await tab.screenshot({ path: join(root, file) })
  await tab.close()
}
