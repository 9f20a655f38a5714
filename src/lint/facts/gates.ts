import type { Kep, Markdown, Pointer, YamlValue } from '../model/kep.js'
import type { Range } from '../model/texts.js'

/** A feature gate that the metadata names. */
export interface Gate {
  readonly name: string
  readonly pointer: Pointer
  /** It is in a mapping, and no component is named for it. */
  readonly lacksComponents: boolean
}

/** The gates of the metadata, in its order: mappings with a name, or names alone. */
export function gatesOf({ metadata, profile }: Pick<Kep, 'metadata' | 'profile'>): readonly Gate[] {
  const key = profile.keys.featureGates?.name ?? ''
  const gates = key === '' ? undefined : metadata.value?.[key]
  if (!Array.isArray(gates)) return []
  return gates.flatMap((gate: YamlValue, i): readonly Gate[] => {
    if (typeof gate === 'string') return [{ name: gate, pointer: [key, i], lacksComponents: false }]
    if (!isMapping(gate) || typeof gate['name'] !== 'string') return []
    return [{ name: gate['name'], pointer: [key, i, 'name'], lacksComponents: !names(gate['components']) }]
  })
}

/** A component is named, or the schema reports what is there. */
function names(components: YamlValue | undefined): boolean {
  if (components === undefined || components === null) return false
  if (typeof components === 'string') return components.trim() !== ''
  return !Array.isArray(components) || components.some((each) => each !== null && each !== '')
}

function isMapping(value: YamlValue): value is { readonly [key: string]: YamlValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The answer of a questionnaire to the question how the feature is switched on. */
export interface GateAnswer {
  /** The box of the feature gate. */
  readonly box: Range
  readonly ticked: boolean
  /** No box of the answer is ticked, and it has no text beside its list. */
  readonly open: boolean
  /** The gates that it names. */
  readonly gates: readonly string[]
}

// The template of kubernetes/enhancements: `- [ ] Feature gate (also fill in values in kep.yaml)`, below it
// `- Feature gate name:`, and beside it `- [ ] Other`.
const gateBox = /^[ \t]*[-*+][ \t]+\[([^\]\n])\][ \t]+\**feature gates?\b([^\n]*)$/gim
const gateLine = /^[ \t]*[-*+][ \t]+\**feature gate names?\b([^\n]*)$/gim
const tickedBox = /^[ \t]*[-*+][ \t]+\[[^\]\n \t]\]/m
/** A line that is not blank, no item of a list, and not indented as what belongs to one. */
const prose = /^(?![ \t]*[-*+][ \t])(?! {2}|\t)[ \t]*[^\s]/m

/** A body that has more of them answers nothing: as many are read. */
const mostAnswers = 20

/** The first answer in a body; a ticked one where several are there. Null where the body has none. */
export function gateAnswerOf(body: Markdown, comments: readonly Range[]): GateAnswer | null {
  let first: GateAnswer | null = null
  let [count, end, passed] = [0, 0, 0]
  for (const match of body.text.matchAll(gateBox)) {
    // What more the box says is the template's remark, or it is a box of something else.
    const isBare = /^[\s.*]*(?:\(also\b|$)/i.test((match[2] ?? '').slice(0, 100))
    while ((comments[passed]?.end ?? Infinity) <= match.index) passed += 1
    const isHidden = (comments[passed]?.start ?? Infinity) <= match.index
    if (!isBare || isHidden || match.index < end) continue
    count += 1
    if (count > mostAnswers) break
    const box = { start: match.index, end: match.index + match[0].trimEnd().length }
    const answer = answerIn(body, box, comments)
    end = answer.end
    if (answer.ticked) return answer
    first ??= answer
  }
  return first
}

/** The answer that a box is in: all below the heading before it. */
function answerIn({ text, headings }: Markdown, box: Range, comments: readonly Range[]): GateAnswer & { end: number } {
  const start = headings.findLast((heading) => heading.end <= box.start)?.end ?? 0
  const end = headings.find((heading) => heading.start > box.start)?.start ?? text.length
  const own = without(comments, text, { start, end })
  const ticked = [...own.matchAll(gateBox)].some((match) => match[1]?.trim() !== '')
  const gates = [...own.matchAll(gateLine)].flatMap((match) => gatesNamed(match[1] ?? ''))
  return { box, ticked, open: !tickedBox.test(own) && !prose.test(own), gates: [...new Set(gates)], end }
}

/** What a line names in code, or in words with a capital inside, as gates are written. */
function gatesNamed(line: string): readonly string[] {
  const code = [...line.matchAll(/`([A-Z]\w{0,99})`/g)].map((match) => match[1] ?? '')
  return code.length > 0 ? code : (line.match(/\b[A-Z]+[a-z0-9]+[A-Z]\w{0,99}\b/g) ?? [])
}

/** A range of a text without the comments in it. */
function without(comments: readonly Range[], text: string, { start, end }: Range): string {
  let [kept, at] = ['', start]
  for (const comment of comments) {
    if (comment.end <= start || comment.start >= end) continue
    kept += text.slice(at, comment.start)
    at = comment.end
  }
  return kept + text.slice(at, end)
}
