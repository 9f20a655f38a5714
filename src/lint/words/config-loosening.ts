import type { Baseline, BaselineEntry, Config, Exemption, Settings } from '../model/config.js'
import type { Place, Setting } from '../model/finding.js'
import { globMatcher } from './glob.js'
import { gravityName, weightOf } from './gravity.js'
import { groupBy } from './groups.js'
import { upwards } from './paths.js'
import { shown } from './shown.js'

/** One thing that a change takes back of what is asked. */
export interface Loosening {
  /** Null: in the file as a whole. */
  readonly at: Place | null
  readonly message: string
}

/** What two configurations are compared with. */
export interface Surroundings {
  /** What each rule counts as by itself. */
  readonly severities: Settings
  /** The patterns where a configuration has none. */
  readonly usualPaths: readonly string[]
  /** The path that something of the base has now. */
  readonly moved: (path: string) => string
}

/** What `now` asks less than `before`, apart from its profile and its baseline. */
export function* configLoosening(before: Config, now: Config, surroundings: Surroundings): Generator<Loosening> {
  const loosenings = keysLoosening(before, now, surroundings)
  if (now.path !== null || before.path === null) yield* loosenings
  else if (!loosenings.next().done) {
    yield { at: null, message: `${before.path} is gone, and keplint checks as it does without one` }
  }
}

function* keysLoosening(before: Config, now: Config, surroundings: Surroundings): Generator<Loosening> {
  yield* settingsLoosening(before, now, surroundings)
  yield* exemptionsLoosening(before.exemptions, now.exemptions, surroundings.moved)
  yield* pathsLoosening(before, now, surroundings.usualPaths)
  if (before.roster !== now.roster) {
    const message = `roster is ${now.roster ?? 'the usual one'}, and was ${before.roster ?? 'the usual one'}`
    yield { at: now.placeOf('roster'), message }
  }
}

/** Settings that hold in one place: everywhere, or where an override does. */
interface Scope {
  /** ` in "keps/sig-node/**" while provisional`; empty: everywhere. */
  readonly words: string
  /** The words with each path as it is now. */
  readonly moved: string
  readonly rules: Settings
  readonly at: (rule: string) => Place | null
}

function scopesOf(config: Config, moved: Surroundings['moved']): readonly Scope[] {
  const everywhere = { words: '', moved: '', rules: config.rules, at: (rule: string) => config.placeOf('rules', rule) }
  const overrides = config.overrides.map(({ paths, states, rules }, i): Scope => {
    const when = states.length === 0 ? '' : ` while ${states.join(' or ')}`
    const wordsFor = (where: readonly string[]): string =>
      // What holds everywhere by an override is not what `rules` says, which it outdoes.
      (where.length === 0 ? '' : ` in ${where.map(shown).join(', ')}`) + when || ' everywhere'
    const at = (rule: string): Place | null => config.placeOf('overrides', i, 'rules', rule)
    return { words: wordsFor(paths), moved: wordsFor(paths.map(moved)), rules, at }
  })
  return [...new Map([everywhere, ...overrides].map((scope) => [scope.words, scope])).values()]
}

/** What a scope was, and what it is; undefined where there was or is none. */
type Pair = readonly [old: Scope | undefined, now: Scope | undefined]

/** The scopes of both, each with the one that it was or became; a path may have followed its KEP or not. */
function pairsOf(olds: readonly Scope[], news: readonly Scope[]): readonly Pair[] {
  const [oldOf, nowOf] = [finder(olds), finder(news)]
  const pairs = news.map((scope) => [oldOf(scope), scope] as const)
  const met = new Set(pairs.map(([old]) => old))
  return [...pairs, ...olds.filter((old) => !met.has(old)).map((old) => [old, nowOf(old)] as const)]
}

function finder(scopes: readonly Scope[]): (scope: Scope) => Scope | undefined {
  const byWords = new Map(scopes.map((scope) => [scope.words, scope]))
  const byMoved = new Map(scopes.map((scope) => [scope.moved, scope]))
  return ({ words, moved }) => byWords.get(words) ?? byMoved.get(moved)
}

function* settingsLoosening(before: Config, now: Config, { severities, moved }: Surroundings): Generator<Loosening> {
  for (const [old, current] of pairsOf(scopesOf(before, moved), scopesOf(now, moved))) {
    const words = (current ?? old)?.words ?? ''
    for (const rule of new Set([...(old?.rules.keys() ?? []), ...(current?.rules.keys() ?? [])])) {
      const was = settingIn(old, before, rule, severities)
      const is = settingIn(current, now, rule, severities)
      if (weightOf(is.setting) >= weightOf(was.setting)) continue
      yield { at: current?.at(rule) ?? null, message: `${rule}${words} is ${is.words}, and was ${was.words}` }
    }
  }
}

interface Effective {
  readonly setting: Setting
  readonly words: string
}

/** What a rule counts as in a scope: by the scope itself, else everywhere, else by the rule. */
function settingIn(scope: Scope | undefined, config: Config, rule: string, severities: Settings): Effective {
  const written = scope?.rules.get(rule) ?? config.rules.get(rule)
  if (written !== undefined) return { setting: written, words: gravityName(written) }
  const own = severities.get(rule) ?? 'error'
  return { setting: own, words: `${gravityName(own)} by default` }
}

function* exemptionsLoosening(
  before: readonly Exemption[],
  now: readonly Exemption[],
  moved: Surroundings['moved'],
): Generator<Loosening> {
  const known = groupBy(
    before.flatMap((each) => [...new Set([each.path, moved(each.path)])].map((path) => ({ ...each, path }))),
    ({ rule, path }) => `${rule}\0${path}`,
  )
  for (const { rule, path, until, at } of now) {
    const same = known.get(`${rule}\0${path}`)
    const name = `exemption of ${rule} for ${shown(path)}`
    if (!same) yield { at, message: `${name} is new` }
    else if (same.every((each) => each.until !== null && (until === null || until > each.until))) {
      const ends = same.map((each) => each.until ?? '').sort()
      const holds = until === null ? 'for good' : `until ${until}`
      yield { at, message: `${name} holds ${holds}, and held until ${ends.at(-1) ?? ''}` }
    }
  }
}

function* pathsLoosening(before: Config, now: Config, usual: readonly string[]): Generator<Loosening> {
  const [old, current] = [before.paths ?? usual, now.paths ?? usual]
  const at = now.placeOf('paths')
  for (const pattern of old) {
    if (pattern.startsWith('!') || current.some((each) => covers(each, pattern))) continue
    yield { at, message: `paths no longer holds ${shown(pattern)}` }
  }
  for (const pattern of current) {
    if (!pattern.startsWith('!') || old.includes(pattern)) continue
    yield { at, message: `paths leaves out ${shown(pattern.slice(1))}` }
  }
}

/** A pattern is the other, or one that matches it or a directory above it. */
function covers(pattern: string, other: string): boolean {
  const [wide, narrow] = [bare(pattern), bare(other)]
  return [...upwards(narrow)].some(globMatcher(wide))
}

/** A pattern without what makes no difference: `./` before it, a slash or `/**` behind it. */
function bare(pattern: string): string {
  return pattern.replace(/^\.\//, '').replace(/\/(?:\*\*)?$/, '')
}

/** The entries that `now` holds and `before` did not; those of a KEP that was moved are counted by rule. */
export function baselineLoosening(
  before: Baseline | null,
  now: Baseline | null,
  moved: Surroundings['moved'],
): readonly BaselineEntry[] {
  const stayed = new Set<string>()
  const carried = new Map<string, number>()
  for (const { path, entries } of before?.keps ?? []) {
    const place = moved(path)
    for (const { rule, fingerprint } of entries) {
      stayed.add(`${path}\0${rule}\0${fingerprint}`)
      if (place !== path) carried.set(`${place}\0${rule}`, (carried.get(`${place}\0${rule}`) ?? 0) + 1)
    }
  }
  return (now?.keps ?? []).flatMap(({ path, entries }) =>
    entries.filter(({ rule, fingerprint }) => {
      if (stayed.has(`${path}\0${rule}\0${fingerprint}`)) return false
      const left = carried.get(`${path}\0${rule}`) ?? 0
      carried.set(`${path}\0${rule}`, left - 1)
      return left <= 0
    }),
  )
}
