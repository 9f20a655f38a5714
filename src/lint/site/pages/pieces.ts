import type { SiteData, SiteFinding, SiteKep } from '../data.js'
import { type Html, html } from '../html.js'

/** The name of a KEP with a link to its page: `42 Warm pods`. */
export function kepLink(kep: SiteKep, top = ''): Html {
  const number = kep.kepNumber === '' || kep.kepNumber === '0' ? '' : `${kep.kepNumber} `
  return html`<a href="${top}kep/${kep.page}">${number}${titleOf(kep)}</a>`
}

/** A KEP's title; its name where it has none. */
export function titleOf({ name, title }: Pick<SiteKep, 'name' | 'title'>): string {
  return title.trim() === '' ? name : title
}

/** A state as a label. */
export function stateLabel(state: string): Html {
  return html`<span class="state">${state === '' ? 'no state' : state}</span>`
}

/** `3 errors, 1 warning`, each in its colour. */
export function countsLabel({ error, warning, notice }: SiteKep['findings']): Html {
  const parts = (
    [
      ['error', error],
      ['warning', warning],
      ['notice', notice],
    ] as const
  ).flatMap(([severity, count]) =>
    count === 0 ? [] : [html`<span class="${severity}">${count} ${severity}${count === 1 ? '' : 's'}</span>`],
  )
  return parts.length === 0 ? html`<span class="good">nothing found</span>` : joined(parts, ', ')
}

/** Pieces with a text between them. */
export function joined(parts: readonly Html[], between: string): Html {
  return { html: parts.map((part) => part.html).join(between) }
}

/** The address of a file of the tree on GitHub; null where that is not known. */
export function addressOf({ commit, repository }: SiteData, path: string, line: number | null = null): string | null {
  if (repository === null) return null
  const plain = line !== null && /\.(?:md|markdown)$/i.test(path) ? '?plain=1' : ''
  const at = line === null ? '' : `${plain}#L${line}`
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  return `https://github.com/${repository}/blob/${commit ?? 'HEAD'}/${encoded}${at}`
}

/** A link to another site, or the words alone where there is no address. */
export function outwards(address: string | null, words: Html): Html {
  return address === null ? words : html`<a href="${address}" rel="noopener">${words}</a>`
}

/** A finding as an item of a list. */
export function findingItem(data: SiteData, { fixes, line, message, path, rule, severity }: SiteFinding): Html {
  const place = outwards(addressOf(data, path, line), html`<code>${path}:${line}</code>`)
  const page = `https://github.com/keplint/keplint/blob/v1/src/lint/rules/${rule}.md`
  const fix = fixes.length === 0 ? null : html`<br><span class="soft">fix: ${fixes.slice(0, 4).join(', or ')}</span>`
  return html`<li><span class="${severity}">${severity}</span> ${place} ${message} <a class="soft" href="${page}" rel="noopener">${rule}</a>${fix}</li>`
}
