import MarkdownIt from 'markdown-it'
import { expect } from 'vitest'

/** The tags of a summary that are no part of Markdown, and the kinds of its Markdown. */
export function structure(markdown: string) {
  const html: string[] = []
  const kinds = new Set<string>()
  for (const token of new MarkdownIt({ html: true, linkify: true }).parse(markdown, {})) {
    if (token.type === 'html_block') html.push(token.content)
    else kinds.add(token.type)
    for (const child of token.children ?? []) {
      if (child.type === 'html_inline') html.push(child.content)
      else kinds.add(child.type)
      if (child.type !== 'link_open') continue
      expect(child.attrGet('href')).toMatch(/^https:\/\/github\.com\/(?:keplint|example)\//)
    }
  }
  const tags = new Set(html.join('').match(/<[^>]*>?/g) ?? [])
  const count = (tag: string) => html.join('').split(tag).length - 1
  expect(count('<details')).toBe(count('</details>'))
  expect(count('<summary>')).toBe(count('</summary>'))
  return { tags: [...tags].sort(), kinds: [...kinds].filter((kind) => !kind.endsWith('_close')).sort() }
}

export const ourTags = [
  '</b>',
  '</code>',
  '</details>',
  '</summary>',
  '</table>',
  '</td>',
  '</th>',
  '</tr>',
  '<b>',
  '<code>',
  '<details open>',
  '<details>',
  '<summary>',
  '<table>',
  '<td align="left">',
  '<td align="right">',
  '<th align="left">',
  '<th align="right">',
  '<tr>',
]
export const ourKinds = [
  'bullet_list_open',
  'code_inline',
  'fence',
  'heading_open',
  'inline',
  'link_open',
  'list_item_open',
  'paragraph_open',
  'strong_open',
  'table_open',
  'tbody_open',
  'td_open',
  'text',
  'th_open',
  'thead_open',
  'tr_open',
]
