import { cut } from '../../reporters/safe-text.js'
import type { Relation, SiteKep } from '../data.js'
import { type Html, html } from '../html.js'
import { titleOf } from './pieces.js'

const box = { width: 220, height: 34, gap: 12 }
const column = 320
/** As many boxes of one kind; the list below the drawing has all. */
const most = 8
const longest = 26

/** What a KEP replaces on the left, what supersedes it on the right, what it refers to below. */
export function relationsDrawing(kep: SiteKep, byPath: ReadonlyMap<string, SiteKep>): Html {
  const { replaces, seeAlso, supersededBy } = kep.relations
  const [left, right, below] = [replaces.slice(0, most), supersededBy.slice(0, most), seeAlso.slice(0, most)]
  const step = box.height + box.gap
  const beside = Math.max(left.length, right.length, 1)
  const middle = ((beside - 1) * step) / 2
  const offset = left.length > 0 ? column : 0
  const height = beside * step + (below.length > 0 ? below.length * step + step / 2 : 0)
  const width = offset + box.width + (right.length > 0 ? column : 0) + 4
  const firstBelow = beside * step + step / 2
  const own = boxAt(offset + 2, middle + 2, titleOf(kep), null, true)
  const parts = [
    ...left.map((each, at) => [
      edge(box.width + 2, yOf(at, left.length, beside), offset, middle),
      boxFor(each, 2, yOf(at, left.length, beside) + 2, byPath),
    ]),
    ...right.map((each, at) => [
      edge(offset + box.width + 2, middle, offset + column, yOf(at, right.length, beside)),
      boxFor(each, offset + column + 2, yOf(at, right.length, beside) + 2, byPath),
    ]),
    ...below.map((each, at) => [
      html`<path class="arrow" stroke-dasharray="4 4" d="M${offset + 12} ${middle + box.height + 2}V${firstBelow + at * step + box.height / 2 + 2}h16"/>`,
      boxFor(each, offset + 30, firstBelow + at * step + 2, byPath),
    ]),
  ]
  const label = `${replaces.length} replaced, ${supersededBy.length} superseding, ${seeAlso.length} referred to`
  return html`<div class="scroll" role="region" aria-label="Drawing of related KEPs" tabindex="0"><svg role="group" aria-label="${label}" viewBox="0 0 ${Math.max(width, offset + box.width + 36)} ${height + 6}" width="${Math.max(width, offset + box.width + 36)}" height="${height + 6}"><title>${label}</title>${parts.map(([line = html``]) => line)}${own}${parts.map(([, each = html``]) => each)}</svg></div>`
}

function yOf(at: number, count: number, beside: number): number {
  const step = box.height + box.gap
  return ((beside - count) * step) / 2 + at * step
}

function boxFor({ path, text }: Relation, x: number, y: number, byPath: ReadonlyMap<string, SiteKep>): Html {
  const kep = path === null ? undefined : byPath.get(path)
  return boxAt(x, y, kep === undefined ? text : titleOf(kep), kep?.page ?? null, false)
}

function boxAt(x: number, y: number, words: string, page: string | null, isOwn: boolean): Html {
  const shape = html`<rect class="box${isOwn ? ' own' : ''}" x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="5"/><text x="${x + 10}" y="${y + 22}">${cut(words, longest)}<title>${words}</title></text>`
  return page === null ? shape : html`<a href="${page}">${shape}</a>`
}

/** From the older KEP to the newer one. */
function edge(x1: number, y1: number, x2: number, y2: number): Html {
  const [from, to] = [y1 + box.height / 2 + 2, y2 + box.height / 2 + 2]
  const half = (x1 + x2) / 2
  return html`<path class="arrow" d="M${x1} ${from}C${half} ${from} ${half} ${to} ${x2 - 6} ${to}"/><path class="tip" d="M${x2 - 8} ${to - 5}l8 5l-8 5z"/>`
}
