import { safeForJson } from '../reporters/safe-text.js'
import { plural } from '../reporters/tally.js'
import type { SiteData } from './data.js'
import { type Frame, html, page } from './html.js'
import { listScript } from './list-script.js'
import { health } from './pages/health.js'
import { kepPage } from './pages/kep.js'
import { list } from './pages/list.js'
import { overview } from './pages/overview.js'
import { titleOf } from './pages/pieces.js'
import { roadmap } from './pages/roadmap.js'

/** What the pages cannot make by themselves. */
export interface SiteOptions {
  /** The SHA-256 of a text in base64: pages let nothing run but what has that hash. */
  readonly hash: (text: string) => string
}

/** The files of the site by their paths in its directory: pages that need neither a server nor the network, and the data. */
export function renderSite(data: SiteData, { hash }: SiteOptions): ReadonlyMap<string, string> {
  const { commit, day, keps, repository, tool } = data
  const at = commit === null ? '' : ` of ${commit.slice(0, 10)}`
  const frame: Frame = {
    name: repository ?? 'Enhancement proposals',
    hash,
    foot: html`<p>${plural(keps.length, 'KEP')}${at}, checked on ${day} by <a href="https://github.com/keplint/keplint" rel="noopener">keplint ${tool.version}</a>. <a href="${'data.json'}">The data</a> of these pages is JSON.</p>`,
  }
  const inner: Frame = { ...frame, foot: { html: frame.foot.html.replace('href="data.json"', 'href="../data.json"') } }
  const byPath = new Map(keps.map((kep) => [kep.path, kep]))
  const top = { top: '', script: null }
  const files: (readonly [string, string])[] = [
    ['index.html', page({ ...top, title: 'Overview', current: 'index.html', main: overview(data) }, frame)],
    ['keps.html', page({ ...top, title: 'KEPs', current: 'keps.html', main: list(data), script: listScript }, frame)],
    ['roadmap.html', page({ ...top, title: 'Roadmap', current: 'roadmap.html', main: roadmap(data) }, frame)],
    ['health.html', page({ ...top, title: 'Health', current: 'health.html', main: health(data) }, frame)],
    ['data.json', `${safeForJson(JSON.stringify(data))}\n`],
  ]
  for (const kep of keps) {
    const main = kepPage(kep, data, byPath)
    files.push([`kep/${kep.page}`, page({ title: titleOf(kep), top: '../', current: '', main, script: null }, inner)])
  }
  return new Map(files)
}

/** The file of each KEP's page by the KEP's path: its name, and a number where another has the same name. */
export function pagesOf(paths: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  return new Map(
    paths.map((path) => {
      const name = path
        .slice(path.lastIndexOf('/') + 1)
        .replace(/\.md$/i, '')
        .replace(/[^\w.-]+/g, '-')
        .slice(0, 120)
      let file = `${name}.html`
      for (let count = 2; taken.has(file.toLowerCase()); count++) file = `${name}-${count}.html`
      taken.add(file.toLowerCase())
      return [path, file]
    }),
  )
}
