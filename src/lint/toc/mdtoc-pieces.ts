import type { Budget } from './mdtoc-lines.js'
import type { References } from './mdtoc-references.js'

/** What a piece of a heading becomes: HTML, and the text that its anchor is made of. */
export interface Rendered {
  readonly html: string
  readonly text: string
}

/** A rendered piece, and how much of the source it took. Without HTML it is text. */
export interface Piece {
  readonly length: number
  readonly text: string
  readonly html?: string
}

/** Renders pieces within pieces. */
export interface Renderer {
  readonly budget: Budget
  readonly references: References
  /** Inside the text of a link, where no URL is one. */
  insideLink: boolean
  /** `linked`: it is a link's text, whose entities are resolved. */
  readonly render: (source: string, linked?: boolean) => Rendered
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => escapes[mark] ?? mark)
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' }

/** As `escapeHtml`, entities resolved before. */
export function escapeLink(text: string): string {
  if (!text.includes('&')) return escapeHtml(text)
  return escapeHtml(text.replace(/&(amp|lt|gt|quot|nbsp);/g, (written, name: string) => entities[name] ?? written))
}
