import { parseEvents, YAMLException } from 'js-yaml'
import type { YamlDocument, YamlProblem, YamlValue } from '../model/kep.js'
import type { Place } from '../model/place.js'
import { lineEnd, placing } from '../text/lines.js'
import {
  isInvisible,
  type OddBlanks,
  oddBlanks,
  oddBlanksFault,
  oddBlanksProblem,
  outsideQuotes,
  withSpaces,
} from './blanks.js'
import { clip, faultAt, unclosed, type YamlFault } from './causes.js'
import { layOut, plainScalar, type Range, type Reading } from './events.js'
import { find, type Node } from './node.js'
import { neverClosed, type Padded, pad, padAll, tooFarLeft, unpadded } from './padding.js'
import { readPlain } from './plain.js'
import { type Repaired, repair, unrepaired } from './repairs.js'
import { secondDocument } from './scan.js'

/** The longest YAML text that is read, in UTF-16 units. */
export const maxYamlLength = 262_144
/** How deep values may be nested. */
const maxDepth = 32
/** How often a text is read again for lines that are too far left, each padded by itself. */
const mostReadAgain = 8

/**
 * Reads the YAML between the offsets of `range` (all of `text` without it; both in UTF-16 units) by YAML 1.2's
 * core schema, dates left as strings, and accepts what Go's yaml.v3 accepts of lines inside brackets. Places
 * are in the whole of `text`. Never throws: what is no mapping has no value, and one problem of severity error.
 */
export function parseYaml(path: string, text: string, range?: Range): YamlDocument {
  const base = range?.start ?? 0
  const yaml = range === undefined ? text : text.slice(range.start, range.end)
  const placed = placing(path, text, base)
  const refused = ({ start, end, message, suggestion }: YamlFault): YamlDocument => {
    const problem: YamlProblem = { at: placed(start, end), message, severity: 'error' }
    const place = (): Place => placed(0, lineEnd(yaml, 0))
    const problems = [suggestion === undefined ? problem : { ...problem, suggestion }]
    return { path, value: undefined, problems, place, keyPlace: place, text: () => undefined }
  }

  const firstLine = { start: 0, end: lineEnd(yaml, 0) }
  if (yaml.length > maxYamlLength) {
    const message = `the metadata has ${yaml.length} characters; ${maxYamlLength} is the limit`
    return refused({ ...firstLine, message })
  }
  const reading = readSpaced(yaml)
  if ('message' in reading) return recovered(path, yaml, reading, placed) ?? refused(reading)
  return documentOf(path, yaml, reading, placed, refused)
}

/** So many faults of a text are repaired. */
const mostRepairs = 20

type Placed = (start: number, end: number) => Place

/**
 * The document that a text is once its faults are repaired as they suggest, one after another; null where one of them
 * suggests nothing. Places are in the text as it is.
 */
function recovered(path: string, yaml: string, first: YamlFault, placed: Placed): YamlDocument | null {
  let repaired = repair(unrepaired(yaml), first)
  for (let i = 0; repaired !== null && i < mostRepairs; i++) {
    const { text, faults, back }: Repaired = repaired
    const reading = readSpaced(text)
    if ('message' in reading) {
      repaired = repair(repaired, reading)
      continue
    }
    const there: Placed = (start, end) => placed(back(start), Math.max(back(start), back(end)))
    let isRefused = false
    const document = documentOf(path, text, reading, there, (fault) => {
      isRefused = true
      return {
        path,
        value: undefined,
        problems: [],
        place: () => there(fault.start, fault.end),
        keyPlace: () => there(0, 0),
        text: () => undefined,
      }
    })
    if (isRefused) return null
    const problems = faults.map((fault): YamlProblem => {
      const { start, end, message, suggestion } = fault
      const problem: YamlProblem = { at: placed(start, end), message, severity: 'error' }
      return suggestion === undefined ? problem : { ...problem, suggestion }
    })
    return { ...document, problems: [...problems, ...document.problems], isRepaired: true }
  }
  return null
}

function documentOf(
  path: string,
  yaml: string,
  reading: Reading & { readonly blanks: readonly OddBlanks[] },
  placed: Placed,
  refused: (fault: YamlFault) => YamlDocument,
): YamlDocument {
  const firstLine = { start: 0, end: lineEnd(yaml, 0) }
  const { roots, repeats, blanks } = reading
  const [root] = roots
  if (roots.slice(1).some((other) => !isEmpty(other))) {
    const start = secondDocument(yaml)
    const message = `a second document begins on line ${placed(start, start).line}; metadata is one document`
    return refused({ start, end: lineEnd(yaml, start), message })
  }
  if (root === undefined || root.value === null) return refused({ ...firstLine, message: 'the metadata is empty' })
  const { value } = root
  if (!isMapping(value)) {
    const start = unpadded(reading, Math.max(0, root.start))
    const what = Array.isArray(value) ? 'a list' : 'a single value'
    const message = `the metadata is ${what}, not a mapping of keys to values`
    return refused({ start, end: lineEnd(yaml, start), message })
  }

  const located = (start: number, end: number): Place => placed(unpadded(reading, start), unpadded(reading, end))
  const keyPlaceOf = (node: Node): Place => located(node.keyStart, node.keyEnd)
  const placeOf = (node: Node): Place => (node.start < 0 ? keyPlaceOf(node) : located(node.start, node.end))
  return {
    path,
    value,
    problems: [
      ...blanks.map((each) => oddBlanksProblem(yaml, each, placed)),
      ...tooFarLeft(yaml, reading.pads, placed),
      ...repeats.map(
        ({ key, first, again }): YamlProblem => ({
          at: keyPlaceOf(again),
          message: `key ${clip(key)} is a duplicate; YAML keeps only one`,
          severity: 'error',
          related: [{ at: keyPlaceOf(first), message: 'first given here' }],
        }),
      ),
    ],
    place: (pointer) => placeOf(find(root, pointer).node),
    keyPlace: (pointer) => {
      const { node, isThere } = find(root, pointer)
      return isThere && node.keyStart >= 0 ? keyPlaceOf(node) : placeOf(node)
    },
    text: (pointer) => {
      const { node, isThere } = find(root, pointer)
      return isThere ? node.text : undefined
    },
  }
}

/** Reads all documents, with spaces for the odd blanks outside quotes: those are `blanks`. */
function readSpaced(yaml: string): (Reading & { readonly blanks: readonly OddBlanks[] }) | YamlFault {
  const asIs = read(yaml)
  const suspects = oddBlanks(yaml)
  let blanks = 'message' in asIs ? suspects : outsideQuotes(yaml, suspects, asIs.roots)
  const [first] = blanks
  if (first === undefined) return 'message' in asIs ? asIs : { ...asIs, blanks }
  const hidden = (): OddBlanks | undefined => blanks.find((each) => isInvisible(yaml, each))
  let reading = read(withSpaces(yaml, blanks))
  if ('message' in reading) return oddBlanksFault(yaml, hidden() ?? first)
  const outside = outsideQuotes(yaml, blanks, reading.roots)
  if (outside.length < blanks.length) reading = read(withSpaces(yaml, outside))
  blanks = outside
  const worst = hidden()
  if (worst !== undefined) return oddBlanksFault(yaml, worst)
  return 'message' in reading ? reading : { ...reading, blanks }
}

/** Where, in the text as it was, and why the parser gave up. */
interface Failure {
  readonly padded: Padded
  readonly at: number
  readonly reason: string
}

const tooFar = 'deficient indentation'

/**
 * Reads all documents, padding lines inside brackets that only YAML 1.2 wants indented: all at once, or, where that is
 * no help, one by one as the parser finds them.
 */
function read(yaml: string): Reading | YamlFault {
  const plain = readPlain(yaml, plainScalar)
  const unchanged: Padded = { text: yaml, pads: [], shifts: [] }
  if (plain !== undefined) return { ...unchanged, roots: [plain], repeats: [] }
  let tried = attempt(unchanged)
  if ('roots' in tried) return tried
  const all = tried.reason === tooFar ? padAll(yaml) : undefined
  const whole = all && attempt(all)
  if (whole && 'roots' in whole) return whole
  for (let i = 0; i < mostReadAgain && tried.reason === tooFar; i++) {
    const next = pad(yaml, tried.padded, tried.at)
    if (next === undefined) break
    const again = attempt(next)
    if ('roots' in again) return again
    tried = again
  }
  const { padded, at, reason } = whole && tried.reason === tooFar ? whole : tried
  const opener = neverClosed(yaml, padded.pads, at)
  return opener === undefined ? faultAt(yaml, at, reason) : unclosed(yaml, opener)
}

function attempt(padded: Padded): Reading | Failure {
  try {
    return layOut(padded, parseEvents(padded.text, { maxDepth }))
  } catch (error) {
    const isYaml = error instanceof YAMLException
    const at = unpadded(padded, isYaml ? (error.mark?.position ?? 0) : 0)
    return { padded, at, reason: isYaml ? error.reason : String(error) }
  }
}

/** Nothing is there, not even `null`. Of roots alone: an empty entry of a list has its dash. */
function isEmpty({ start }: Node): boolean {
  return start < 0
}

function isMapping(value: YamlValue): value is { readonly [key: string]: YamlValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
