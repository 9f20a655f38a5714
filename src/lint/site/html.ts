import { visibleText } from '../reporters/safe-text.js'
import { style } from './style.js'

/** A piece of HTML that is safe to put into a page. */
export type Html = { readonly html: string }

/** A text of the tree as HTML: characters that are hidden or turn the direction of writing are shown as signs. */
export function text(value: string): Html {
  return { html: escaped(visibleText(value)) }
}

type Part = Html | string | number | readonly (Html | string)[] | null

/** HTML with values put in: strings and numbers are escaped, `Html` is put in as it is. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: strings.map((string, i) => string + (i < parts.length ? shown(parts[i] ?? null) : '')).join('') }
}

function shown(part: Part): string {
  if (part === null) return ''
  if (typeof part === 'string') return text(part).html
  if (typeof part === 'number') return String(part)
  if (isList(part)) return part.map((each) => shown(each)).join('')
  return part.html
}

function isList(part: Html | readonly (Html | string)[]): part is readonly (Html | string)[] {
  return Array.isArray(part)
}

function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** What a page needs beside its content. */
export interface Page {
  readonly title: string
  /** The way to the top of the site: empty, or `../`. */
  readonly top: string
  /** The file of the page that the navigation marks. */
  readonly current: string
  readonly main: Html
  /** A script that the page runs; null: none. */
  readonly script: string | null
}

/** What all pages share. */
export interface Frame {
  /** What the site is of: `kubernetes/enhancements`. */
  readonly name: string
  readonly foot: Html
  /** The SHA-256 of a text in base64. */
  readonly hash: (text: string) => string
}

const links = [
  ['index.html', 'Overview'],
  ['keps.html', 'KEPs'],
  ['roadmap.html', 'Roadmap'],
  ['health.html', 'Health'],
] as const

/** A whole page. Its policy lets nothing run or load but the style and the script that are in it. */
export function page({ current, main, script, title, top }: Page, { foot, hash, name }: Frame): string {
  const scripts = script === null ? "'none'" : `'sha256-${hash(script)}'`
  const policy = `default-src 'none'; style-src 'sha256-${hash(style)}'; script-src ${scripts}; base-uri 'none'; form-action 'none'`
  const items = links.map(
    ([file, label]) =>
      html`<li><a href="${top}${file}"${file === current ? { html: ' aria-current="page"' } : null}>${label}</a></li>`,
  )
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title} · ${name}</title>
<style>${{ html: style }}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header><p class="site">${name}</p><nav aria-label="Pages"><ul>${items}</ul></nav></header>
<main id="main">
${main}
</main>
<footer>${foot}</footer>
${script === null ? null : { html: `<script>${script}</script>` }}
</body>
</html>
`.html
}

/** A table that scrolls by itself where it is wider than its page. */
export function scrolling(label: string, table: Html): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${table}</div>`
}
