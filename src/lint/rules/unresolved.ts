import { stageOf } from '../facts/milestones.js'
import type { Related } from '../model/finding.js'
import type { Kep } from '../model/kep.js'
import type { Stage } from '../model/profile.js'
import type { Range, Text, Texts } from '../model/texts.js'
import { shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** What opens a block that is still argued about, by KEP-617; `<<[/UNRESOLVED]>>` closes it. */
const marker = '<<[UNRESOLVED'

/** A block: the file it is in, its opening mark, and the words in that. */
interface Block {
  readonly text: Text
  readonly range: Range
  readonly words: string
}

/** A KEP is accepted as it is: everybody reads an open question differently. */
export default defineRule({
  id: 'unresolved',
  since: '1.0',
  summary: 'No block of an accepted KEP is marked UNRESOLVED',
  severity: 'warning',
  *check(kep, { texts }) {
    if (kep.state?.standing !== 'accepted') return
    const [first, ...others] = blocksOf(kep, texts)
    if (!first) return
    const more = others.length === 1 ? 'another' : `${others.length} others`
    const are = others.length === 0 ? 'is' : `and ${more} are`
    yield {
      at: texts.placeIn(first.text, first.range),
      message: `${nameFor(first)} ${are} unresolved in a KEP that is ${kep.state.name}; decide, and remove the marks`,
      // Only of the first: when it is decided, the others are not a new finding.
      subject: nameFor(first),
      needs: 'decisions on what is UNRESOLVED',
      ...(others.length === 0 ? {} : { related: others.slice(0, most).map((block) => relatedTo(block, texts)) }),
    }
  },
})

/** So many more blocks are related at most. */
const most = 50

function relatedTo(block: Block, { placeIn }: Texts): Related {
  return { at: placeIn(block.text, block.range), message: `${nameFor(block)} is unresolved` }
}

function nameFor({ words }: Block): string {
  return words === '' ? 'block' : `block ${shown(words)}`
}

function* blocksOf(kep: Kep, texts: Texts): Generator<Block> {
  const later = laterStages(kep)
  for (const each of texts.of(kep)) {
    const { text } = each
    const comments = texts.commentsOf(each)
    let next = 0
    for (let start = text.indexOf(marker); start >= 0; start = text.indexOf(marker, start + marker.length)) {
      while ((comments[next]?.end ?? Infinity) <= start) next++
      if ((comments[next]?.start ?? Infinity) < start) continue
      const [opening, words = ''] = form.exec(text.slice(start, start + longest)) ?? [marker]
      if (later?.test(words)) continue
      yield { text: each, range: { start, end: start + opening.length }, words: words.trim() }
    }
  }
}

/** The names of the stages that are still to come, as words of a text; null where none is, or nothing is known. */
function laterStages(kep: Kep): RegExp | null {
  const rank = kep.state?.complete ? null : (stageOf(kep)?.rank ?? null)
  const isLater = (stage: Stage): boolean => rank !== null && stage.rank !== null && stage.rank > rank
  const names = kep.profile.stages.filter(isLater).flatMap(({ name, aliases = [] }) => [name, ...aliases])
  const words = names.map((name) => name.replace(/[^\p{L}\p{N}]/gu, '.'))
  return words.length === 0 ? null : new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'iu')
}

const form = /^<<\[UNRESOLVED(?::|\b)[ \t]*([^\]\r\n]*?)(?:\][^>\r\n]*>>|\]|$)/m

/** As much of a mark as is read. */
const longest = 300
