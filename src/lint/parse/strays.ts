import type { Stray } from '../model/catalogue.js'
import type { Markdown } from '../model/kep.js'
import type { Profile } from '../model/profile.js'
import type { Tree } from '../model/tree.js'
import { byUnits, nameOf, upwards } from '../words/paths.js'
import { lowFrontMatter, marksOf, type Marks } from './flat.js'
import { frontMatter } from './front-matter.js'
import { headingName } from './markdown.js'
import type { KepSite } from './keps.js'

/** What was found of a tree before strays are looked for. */
interface Found {
  readonly keps: readonly KepSite[]
  readonly templates: readonly KepSite[]
  readonly markdown: (path: string) => Markdown | null
}

/** Markdown files that stand in no KEP and look like one, sorted by path. */
export function straysOf(tree: Tree, profiles: readonly Profile[], found: Found): readonly Stray[] {
  const taken = new Set([...found.keps, ...found.templates].map((site) => site.path))
  const bodies = new Set<string>()
  const marks: Marks[] = []
  for (const profile of profiles) {
    const { layout } = profile
    if (layout.kind === 'file') marks.push(marksOf(profile, layout))
    else bodies.add(layout.body.file.toLowerCase())
  }
  const flat = found.keps.some(({ profile }) => profile.layout.kind === 'file')
  const strays: Stray[] = []
  for (const file of tree.selected) {
    const isBody = bodies.has(nameOf(file).toLowerCase())
    if ((!isBody && marks.length === 0) || !/\.md$/i.test(file) || tree.links.has(file) || /(?:^|\/)nnnn/i.test(file)) continue
    const owned = [...upwards(file)].some((path) => taken.has(path))
    const body = owned ? null : found.markdown(file)
    if (!body) continue
    const low = marks.map((each) => lowFrontMatter(file, body.text, each)).find((each) => each !== null)
    const lies = low && (!low.inCode || (flat && readsLikeKep(body)))
    if (lies) strays.push({ body, at: low.at, fault: low.inCode ? 'front matter in code' : 'front matter below' })
    else if ((isBody || (flat && !frontMatter(body.text))) && readsLikeKep(body)) {
      const at = body.headings[0]?.at
      if (at) strays.push({ body, at, fault: isBody ? 'no metadata file' : 'no front matter' })
    }
  }
  return strays.sort((a, b) => byUnits(a.body.path, b.body.path))
}

/** It has a Summary and a Motivation, as every KEP has. */
function readsLikeKep({ headings }: Markdown): boolean {
  const names = new Set(headings.map((heading) => headingName(heading.text)))
  return names.has('summary') && names.has('motivation')
}
