import type { WrittenSetup } from '../../model/change.js'
import { type Field, fields } from '../../model/fields.js'
import type { Loosening } from '../../model/loosening.js'
import { topOf } from '../../model/place.js'
import type { Profile, State } from '../../model/profile.js'
import { rankOf, type Severity, severityName } from '../../model/severity.js'
import { listed, shown } from '../../text/quoting.js'
import { compareVersions, versionOf } from '../../text/versions.js'

/**
 * What the formats of `now` ask less than those of `before`: each is compared with the one that is in its place,
 * whatever either is called, and one that has none is no longer read.
 */
export function* profilesLoosening(before: WrittenSetup, now: WrittenSetup): Generator<Loosening> {
  const placeOf = (profile: Profile): Loosening['at'] =>
    profile.baseFormat && fileIn(now) !== null ? topOf(fileIn(now) ?? '') : now.config.placeOf('profile')
  const lost: string[] = []
  for (const was of before.profiles) {
    const is = successorOf(was, before.profiles, now.profiles)
    if (!is) lost.push(was.name)
    else for (const message of profileLoosening(was, is)) yield { at: placeOf(is), message }
  }
  if (lost.length === 0) return
  const [was, is] = [before, now].map(({ config }) => config.profile?.join(', ') ?? 'auto')
  const unread = `proposals of the format ${listed(lost)} are not read any more`
  const message = `profile is ${is ?? ''}, and was ${was ?? ''}; ${unread}`
  yield { at: now.config.placeOf('profile'), message }
}

/** The first profile file that is named; null where none is. */
function fileIn({ config }: WrittenSetup): string | null {
  return config.profile?.find((name) => /\.ya?ml$/i.test(name)) ?? null
}

/** The format of the same name, else the one that extends the same. */
function successorOf(was: Profile, olds: readonly Profile[], news: readonly Profile[]): Profile | undefined {
  const [only, another] = news
  const isOwn = was.baseFormat !== null && only?.baseFormat != null && olds.length === 1 && another === undefined
  if (isOwn) return only
  return news.find(({ name }) => name === was.name) ?? news.find((each) => kindOf(each) === kindOf(was))
}

function kindOf({ name, baseFormat }: Profile): string {
  return baseFormat?.name ?? name
}

/** What `now` asks less than `before`, a sentence each. States and sections are known by their names. */
export function profileLoosening(before: Profile, now: Profile): readonly string[] {
  return comparisons.flatMap((compare) => [...compare(before, now)])
}

type Compare = (before: Profile, now: Profile) => Iterable<string>

/** What a state asks of a proposal, the least first. */
const standings: readonly State['standing'][] = ['record', 'open', 'accepted']

const comparisons: readonly Compare[] = [
  function* required(before, now) {
    const lost = (before.required ?? []).filter((field) => now.required && !now.required.includes(field))
    for (const field of lost) yield `${nameOf(field, now)} is no longer required`
  },

  function* openings(before, now) {
    for (const [was, is] of statesInBoth(before, now)) {
      yield* milder(`opening as ${is.name} is`, was.first, is.first, 'was')
    }
  },

  function* moves(before, now) {
    const states = statesInBoth(before, now)
    for (const [was, is] of states) {
      for (const [, { name }] of states) {
        if (name === is.name) continue
        yield* milder(`moving from ${is.name} to ${name} is`, moveTo(name, was), moveTo(name, is), 'was')
      }
    }
  },

  function* states(before, now) {
    for (const { name } of now.states) {
      if (!before.states.some((state) => state.name === name)) yield `state ${name} is new`
    }
    for (const [was, is] of statesInBoth(before, now)) {
      const { name } = is
      if (standings.indexOf(is.standing) < standings.indexOf(was.standing)) {
        yield `state ${name} is ${is.standing}, and was ${was.standing}`
      }
      if (was.approved && !is.approved) yield `becoming ${name} takes no approval any more`
      if (was.complete && !is.complete) yield `state ${name} is no longer complete`
      if (was.superseded && !is.superseded) yield `state ${name} no longer calls for a successor`
      if (!was.live && is.live) yield `what is ${name} may supersede others now`
      yield* milder(`a section that ${name} calls for and that is empty is`, was.empty.owed, is.empty.owed, 'was')
      yield* milder(`a section that is listed and empty while ${name} is`, was.empty.listed, is.empty.listed, 'was')
    }
  },

  function* stages({ stages: olds }, { stages: news }) {
    if (olds.length > 0 && news.length === 0) yield 'stages are no longer checked'
    for (const { name, complete } of news) {
      if (!olds.some((stage) => stage.name === name)) yield `stage ${name} is new`
      else if (complete && olds.some((stage) => stage.name === name && !stage.complete)) {
        yield `what is complete may be in stage ${name} now`
      }
    }
  },

  function* keys(before, now) {
    for (const field of fields) {
      const was = before.keys[field]
      if (was && !now.keys[field]) yield `${was.name} is no longer a key of the format`
    }
    if (before.numberFrom !== now.numberFrom && (before.numberFrom === 'both' || now.numberFrom === 'none')) {
      yield `number-from is ${now.numberFrom}, and was ${before.numberFrom}`
    }
  },

  function* sections(before, now) {
    for (const was of before.sections.kinds) {
      const is = now.sections.kinds.find(({ name }) => name === was.name)
      const name = `section ${was.name}`
      yield* fewer(`${name} is`, was.states, is?.states ?? [], now)
      if (!is || is.states.length === 0) continue
      yield* later(`${name} is owed`, was.since, is.since, 'was')
      const { directory } = is
      if (directory !== undefined && directory !== was.directory) yield `${name} is owed only beside ${directory}`
      yield* milder(`an empty ${name} is`, was.empty ?? 'error', is.empty ?? 'error', 'was')
    }
  },

  function* people(before, now) {
    for (const was of before.people) {
      const is = now.people.find(({ field }) => field === was.field)
      yield* fewer(`${was.field} are`, was.states, is?.states ?? [], now)
      if (is) yield* milder(`missing ${was.field} are`, was.severity, is.severity, 'were')
    }
  },

  function* approvals({ approvals: was }, now) {
    if (!was) return
    yield* fewer('approvals are', was.states, now.approvals?.states ?? [], now)
    if (!now.approvals) return
    yield* later('approvals are owed', was.since, now.approvals.since, 'were')
    const { directory, groups } = now.approvals
    if (directory !== was.directory) yield `approvals are looked for in ${directory}, and were in ${was.directory}`
    for (const group of groups) if (!was.groups.includes(group)) yield `${group} may approve now`
  },

  function* current({ current: was }, { current: is }) {
    if (is) yield* later('proposals are current', was?.latestMilestone, is.latestMilestone, 'were')
  },

  function* files({ layout: was }, { layout: is }) {
    const [old, current] = [was, is].map((layout) => (layout.kind === 'directory' ? layout.metadata : 'front matter'))
    if (old !== current) yield `proposals are found by ${current ?? ''}, and were by ${old ?? ''}`
  },

  function* body({ layout: was }, { layout: is }) {
    const isRequired = (layout: Profile['layout']): boolean => layout.kind === 'directory' && layout.body.required
    if (isRequired(was) && !isRequired(is)) yield 'the body is no longer required'
  },

  function* unlisted(before, now) {
    for (const path of now.unlisted) {
      if (!before.unlisted.includes(path)) yield `${shown(path)} need not be listed any more`
    }
  },

  function* templates({ template: was }, { template: is }) {
    for (const path of is.paths) {
      if (!was.paths.includes(path)) yield `${shown(path)} is a template now, and not checked`
    }
  },
]

function statesInBoth(before: Profile, now: Profile): readonly (readonly [State, State])[] {
  return before.states.flatMap((was) => {
    const is = now.states.find(({ name }) => name === was.name)
    return is ? [[was, is] as const] : []
  })
}

function moveTo(name: string, { next }: State): Severity | null {
  return Object.hasOwn(next, name) ? (next[name] ?? null) : 'error'
}

type Verb = 'was' | 'were'

function* milder(subject: string, was: Severity | null, is: Severity | null, verb: Verb): Generator<string> {
  if (rankOf(is) < rankOf(was)) yield `${subject} ${severityName(is)}, and ${verb} ${severityName(was)}`
}

/** The states that owed something, are still there, and owe it no longer. */
function* fewer(
  subject: string,
  was: readonly string[],
  is: readonly string[],
  { states }: Profile,
): Generator<string> {
  const lost = was.filter((name) => !is.includes(name) && states.some((state) => state.name === name))
  if (lost.length > 0) yield `${subject} no longer owed while ${listed(lost, 'or')}`
}

/** A milestone from which something holds, and did from an earlier one, or always. */
function* later(subject: string, was: string | undefined, is: string | undefined, verb: Verb): Generator<string> {
  const [from, to] = [was, is].map((text) => versionOf(text ?? ''))
  if (!to || (from && compareVersions(to, from) <= 0)) return
  yield `${subject} from ${is ?? ''} on, and ${verb} ${from ? `from ${was ?? ''} on` : 'from the first'}`
}

function nameOf(field: Field, { keys }: Profile): string {
  return keys[field]?.name ?? field
}
