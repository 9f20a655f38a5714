import { stageOf } from '../facts/milestones.js'
import { contentOf, headingName } from '../markdown/document.js'
import { alike, type Phrase, phraseOf } from '../markdown/phrases.js'
import type { Heading, Kep, Markdown } from '../model/kep.js'
import type { Place } from '../model/place.js'
import type { Profile, Questionnaire } from '../model/profile.js'
import type { Question } from '../model/texts.js'
import { lineEnd, placeOf } from '../text/lines.js'
import type { SectionContext } from './sections.js'

/**
 * The questions that a KEP has to answer, in the order of the tree's template. None where the section that asks them
 * is missing or empty, for then another rule reports it, and none where the tree has no template.
 */
export function questionsOf(kep: Kep, context: SectionContext): readonly Question[] {
  const { body, profile } = kep
  const { questionnaire } = profile
  const section = kep.owed.find(({ kind }) => kind.name === questionnaire?.section)
  if (!questionnaire || !body || section?.found?.content !== 'text') return []
  const start = body.headings.find(({ at }) => at === section.found?.at)
  const parts = new Set(partsOwed(kep, questionnaire))
  const asked = templateQuestions(profile, questionnaire, context).filter(({ part }) => parts.has(part))
  if (!start || asked.length === 0 || saysNone(body.text, start.end)) return []
  return answers(asked, body, start, context.templateLines)
}

/** The parts that a stage or one before it requires; none where the stage is no step of the way. */
function partsOwed(kep: Kep, { parts }: Questionnaire): readonly string[] {
  const rank = stageOf(kep)?.rank ?? null
  const isReached = (from: string): boolean => {
    const first = kep.profile.stages.find(({ name, like }) => name === from || like === from)?.rank ?? null
    return rank !== null && first !== null && first <= rank
  }
  return parts.flatMap(({ name, from }) => (isReached(from) ? [name] : []))
}

/** A question of a template. */
interface Asked extends Phrase {
  readonly text: string
  readonly part: string
}

/** No template asks more questions. */
const mostQuestions = 100

/** The deepest headings of the template below those of the questionnaire's parts, apart from optional ones. */
function templateQuestions(profile: Profile, { parts }: Questionnaire, context: SectionContext): readonly Asked[] {
  for (const body of context.templates(profile)) {
    const asked = questionsIn.get(body) ?? readQuestions(body, parts)
    questionsIn.set(body, asked)
    if (asked.length > 0) return asked
  }
  return []
}

const questionsIn = new WeakMap<Markdown, readonly Asked[]>()

function readQuestions({ headings }: Markdown, parts: Questionnaire['parts']): readonly Asked[] {
  const names = headings.map(({ text }) => headingName(text))
  const asked = parts.flatMap(({ name }) => {
    const at = names.indexOf(headingName(name))
    return at < 0 ? [] : deepest(headings, at).map(({ text }) => ({ text, part: name, ...phraseOf(text) }))
  })
  return asked.slice(0, mostQuestions)
}

function deepest(headings: readonly Heading[], of: number): readonly Heading[] {
  const top = headings[of]?.level ?? 0
  const found: Heading[] = []
  for (let i = of + 1; i < headings.length; i++) {
    const heading = headings[i]
    if (!heading || heading.level <= top) break
    const isDeepest = (headings[i + 1]?.level ?? 0) <= heading.level
    if (isDeepest && !/\boptional\b/i.test(heading.text)) found.push(heading)
  }
  return found
}

/** Where a KEP asks a question. */
interface Spot extends Phrase {
  readonly start: number
  /** Where the answer begins: a line, or the rest of one. */
  readonly end: number
  /** Of its heading; one that is no heading is below all of them. */
  readonly level: number
  readonly at: () => Place
}

function answers(asked: readonly Asked[], body: Markdown, start: Heading, known: ReadonlySet<string>): Question[] {
  const below = body.headings.filter((heading) => heading.start > start.start)
  const headings = below.map((heading): Spot => ({ ...heading, ...phraseOf(heading.text), at: () => heading.at }))
  let found = alike(asked, headings)
  if (found.size < asked.length) found = alike(asked, [...headings, ...inlineSpots(body, start.end)])
  const starts = [...found.values()].flatMap((spots) => spots.map((spot) => spot.start)).sort((a, b) => a - b)
  const isAnswer = (spot: Spot): boolean => {
    const question = starts.find((each) => each > spot.start) ?? body.text.length
    const heading = below.find((each) => each.start > spot.start && each.level <= spot.level)
    return saysSomething(body, spot.end, Math.min(question, heading?.start ?? question), known)
  }
  const names = new Map(below.map((heading) => [headingName(heading.text), heading]))
  const parts = new Map(asked.map(({ part }) => [part, names.get(headingName(part))]))
  return asked.map((each): Question => {
    const spots = found.get(each) ?? []
    const part = parts.get(each.part)
    const siblings = asked.filter((other) => other.part === each.part)
    const isAlone = part !== undefined && !siblings.some((sibling) => found.has(sibling))
    return {
      text: each.text,
      isAnswered: spots.some(isAnswer) || (isAlone && answersAll(part, siblings.length, body, below, known)),
      at: spots[0]?.at() ?? null,
      partAt: part?.at ?? start.at,
    }
  })
}

/** A part without questions answers them where there is only one, or where it says that none applies. */
function answersAll(
  part: Heading,
  questions: number,
  body: Markdown,
  below: readonly Heading[],
  known: ReadonlySet<string>,
): boolean {
  if (saysNone(body.text, part.end)) return true
  const next = below.find(({ start, level }) => start > part.start && level <= part.level)
  return questions === 1 && saysSomething(body, part.end, next?.start ?? body.text.length, known)
}

/** There is an answer between the offsets: on the line of the first, or below it. */
function saysSomething(body: Markdown, from: number, to: number, known: ReadonlySet<string>): boolean {
  const { text } = body
  if (from > 0 && text[from - 1] !== '\n') {
    const stop = Math.min(lineEnd(text, from), to)
    if (/[\p{L}\p{N}]/u.test(text.slice(from, stop).replace(/<!--.*/s, ''))) return true
    return contentOf(body, Math.min(stop + 1, to), to, known) === 'text'
  }
  return contentOf(body, from, to, known) === 'text'
}

/** The first thing said after the offset is that there is nothing to say. */
function saysNone(text: string, from: number): boolean {
  return /^\s*[*_(>-]*\s*(?:n\/a|not applicable|none)\b/i.test(text.slice(from, from + 200))
}

/** Questions that are no headings: in bold, or a line of their own. A bold one may run over some lines. */
const inline = new RegExp(
  [
    /(?<!\*)\*\*(?![\s*])((?:[^*\r\n]|\r?\n(?=[ \t]{0,20}[^\s#])){5,400})\*\*/,
    /^[ \t]{0,20}(?:(?:[-*+]|\d{1,3}[.)])[ \t]{1,9})?([^\s#|][^\n#|]{4,400}\?)[ \t]{0,20}$/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gm',
)

function inlineSpots(body: Markdown, from: number): readonly Spot[] {
  const spots: Spot[] = []
  for (const match of body.text.slice(from).matchAll(inline)) {
    const start = from + match.index
    const end = start + match[0].length
    const at = (): Place => placeOf(body, { start, end })
    const spot = { start: start - markersBefore(body.text, start), end, level: 7, at }
    spots.push({ ...spot, ...phraseOf(match[1] ?? match[2] ?? '') })
  }
  return spots
}

/** How many characters of its line, markers of lists and blanks, are before what is at the offset. */
function markersBefore(text: string, at: number): number {
  return /(?<=\n)[ \t>*+\d.)-]{0,20}$/.exec(text.slice(Math.max(0, at - 22), at))?.[0].length ?? 0
}
