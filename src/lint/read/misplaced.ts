import { headingName } from '../markdown/document.js'
import { frontMatter } from '../markdown/front-matter.js'
import type { Markdown } from '../model/kep.js'
import type { Misplaced } from '../model/keps.js'
import type { Profile } from '../model/profile.js'
import type { Tree } from '../model/tree.js'
import { byUnits, nameOf, upwards } from '../text/paths.js'
import { lowFrontMatter, type Marks, marksOf, missingMarks } from './flat-keps.js'
import type { KepSite } from './site.js'
import { nameThatOpensWith } from './template-sites.js'

/** What was found of a tree before misplaced files are looked for. */
interface Found {
  readonly keps: readonly KepSite[]
  readonly templates: readonly KepSite[]
  readonly markdown: (path: string) => Markdown | null
}

/** Markdown files that look like a KEP and are not read as one, sorted by path. */
export function misplacedIn(tree: Tree, profiles: readonly Profile[], found: Found): readonly Misplaced[] {
  const files = [...lowIn(found), ...foreignIn(tree, profiles, found)]
  return files.sort((a, b) => byUnits(a.body.path, b.body.path))
}

/** The KEPs whose front matter does not open its file. */
function* lowIn({ keps, markdown }: Found): Generator<Misplaced> {
  for (const { path, low } of keps) {
    const body = low && markdown(path)
    if (body) yield { body, at: low.at, fault: low.inCode ? 'front matter in code' : 'front matter below', lacks: [] }
  }
}

/** What is in no KEP and should be one. */
function* foreignIn(tree: Tree, profiles: readonly Profile[], found: Found): Generator<Misplaced> {
  const taken = new Set([...found.keps, ...found.templates].map((site) => site.path))
  const bodies = new Set<string>()
  const marks: Marks[] = []
  for (const profile of profiles) {
    const { layout } = profile
    if (layout.kind === 'file') marks.push(marksOf(profile, layout))
    else bodies.add(layout.body.file.toLowerCase())
  }
  const numbers = [...new Set(profiles.map(({ template }) => template.names.number))]
  const flat = found.keps.some(({ profile }) => profile.layout.kind === 'file')
  for (const file of tree.selected) {
    const isBody = bodies.has(nameOf(file).toLowerCase())
    if ((!isBody && marks.length === 0) || !/\.md$/i.test(file) || tree.links.has(file)) continue
    if (nameThatOpensWith(file, numbers) !== null) continue
    const owned = [...upwards(file)].some((path) => taken.has(path))
    const body = owned ? null : found.markdown(file)
    if (!body || !readsLikeKep(body, profiles)) continue
    const low = flat ? marks.map((each) => lowFrontMatter(file, body.text, each)).find((each) => each !== null) : null
    const opening = frontMatter(body.text)
    const heading = body.headings[0]?.at
    if (low?.inCode) yield { body, at: low.at, fault: 'front matter in code', lacks: [] }
    else if (opening && isBody && marks[0]) {
      const at = { path: file, line: 1, column: 1, endLine: 1, endColumn: 4 }
      const lacks = missingMarks(body.text.slice(opening.start, opening.end), marks[0])
      yield { body, at, fault: 'front matter of another document', lacks }
    } else if (heading && (isBody || (flat && !opening))) {
      yield { body, at: heading, fault: isBody ? 'no metadata file' : 'no front matter', lacks: [] }
    }
  }
}

/** It has the headings that every KEP of one of the formats has. */
function readsLikeKep({ allHeadings }: Markdown, profiles: readonly Profile[]): boolean {
  const names = new Set(allHeadings.map((heading) => headingName(heading.text)))
  return profiles.some(({ template }) => template.headings.every((name) => names.has(headingName(name))))
}
