import type { Kep, ListedSection } from '../model/kep.js'
import type { Keps } from '../model/keps.js'
import type { Tree } from '../model/tree.js'
import { nearIn } from '../text/nearest.js'
import { shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** A listed path is opened by every tool that reads the KEP: it must name one file of the KEP itself. */
export default defineRule({
  id: 'section-listed',
  since: '1.0',
  summary: 'Each listed section is one regular file inside the KEP',
  severity: 'error',
  *check(kep, { keps, tree }) {
    const first = new Map<string, ListedSection>()
    const near = lazyNear(kep, keps)
    for (const section of kep.listed) {
      const { text, at } = section.item
      const fault = faultOf(section, kep, tree, near)
      const meant = section.path === null ? {} : { destination: section.path }
      if (fault) yield { at, message: `section ${shown(text)} ${fault}`, subject: text, ...meant }
      if (section.path === null) continue
      const before = first.get(section.path)
      if (!before) first.set(section.path, section)
      else {
        const related = [{ at: before.item.at, message: 'listed first here' }]
        yield { at, message: `section ${shown(text)} is listed twice`, subject: `twice ${text}`, related }
      }
    }
  },
})

/** What the near misses of one KEP's sections may cost. */
const steps = { base: 20_000, each: 200 }

/** The file of the KEP that a path was probably meant to name, relative to the KEP. */
function lazyNear(kep: Kep, { filesOf }: Keps): (path: string) => string | null {
  let near: ((path: string) => string | null) | undefined
  return (path) => {
    if (near === undefined) {
      const prefix = kep.path === '.' ? '' : `${kep.path}/`
      const files = filesOf(kep).map((file) => file.slice(prefix.length))
      near = nearIn(files, { left: steps.base + steps.each * files.length })
    }
    return near(path)
  }
}

function faultOf(
  { item, path }: ListedSection,
  kep: Kep,
  tree: Tree,
  nearFile: (path: string) => string | null,
): string | null {
  if (/[\r\n]/.test(item.text)) return 'holds a line break; name the file in one line'
  if (item.text.startsWith('/')) return "is absolute; name it relative to the KEP's directory"
  if (item.text.split('/').includes('..')) return "has .. in it; name the file from the KEP's directory down"
  if (path === null) return "is the KEP's directory, not a file"
  const target = tree.links.get(path)
  if (target === null) return 'is a symbolic link that leads out of the tree or nowhere'
  if (target !== undefined) return `is a symbolic link to ${target}, not a regular file`
  if (tree.directories.has(path)) return 'is a directory, not a file'
  if (tree.files.has(path) || tree.refused.some((refusal) => refusal.path === path)) return null
  const near = nearFile(item.text)
  return `is not a file in ${kep.path}${near === null ? '' : `; did you mean ${near}?`}`
}
