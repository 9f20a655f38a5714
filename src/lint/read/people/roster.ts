import type { YamlValue } from '../../model/kep.js'
import type { Group, Roster } from '../../model/people.js'
import { groupKinds } from '../../profiles/sigs.js'
import { groupBy } from '../../text/group-by.js'
import { nearestWord, nearIn } from '../../text/nearest.js'
import { parseYaml } from '../../yaml/document.js'

/**
 * The groups that a tree knows: those of the file at `path`, else the built-in ones. Retired groups are known
 * in both cases. A file that names no group is as none, and the roster says so.
 */
export function readRoster(path: string, text: string | undefined, builtIn: readonly Group[]): Roster {
  const named = text === undefined ? [] : namesIn(path, text)
  const of = (standing: Group['kind']) => builtIn.filter((group) => group.kind === standing)
  const current = named.length > 0 ? named : of('current').map(({ name }) => name)
  const known = new Set([...current, ...of('retired').map(({ name }) => name)])
  const nicknames = new Map(builtIn.flatMap(({ name, nicknames }) => nicknames.map((each) => [each, name] as const)))
  const everybody = new Set(of('everybody').map(({ name }) => name))
  let nearName: ((word: string) => string | null) | undefined
  return {
    path: named.length > 0 ? path : null,
    unusable: text !== undefined && named.length === 0 ? path : null,
    known,
    everybody,
    near: (word) => {
      const nickname = nicknames.get(word.trim().toLowerCase())
      if (nickname !== undefined && known.has(nickname)) return nickname
      return (
        sameName(word, known) ?? (nearName ??= nearNames([...current, ...known]))(word) ?? nearestWord(word, everybody)
      )
    },
  }
}

/** No name of a group is longer, whatever is written around it. */
const longest = 200

/**
 * `node`, `SIG Node`, `sig/node` and `wg-node` mean the one group whose name is `sig-node`; so do `#sig-node`, and
 * names in front of it: `kubernetes/sig-node`, the URL of its directory.
 */
function sameName(word: string, known: ReadonlySet<string>): string | null {
  if (word.length > longest) return null
  const bare = word
    .trim()
    .toLowerCase()
    .replace(/^[@#]+|[\s/.,]+$/g, '')
  for (const written of [bare, bare.slice(bare.lastIndexOf('/') + 1)]) {
    const whole = written.replace(/[\s/_]+/g, '-')
    if (known.has(whole)) return whole
    const { name } = split(whole)
    const found = groupKinds.map((kind) => `${kind}-${name}`).filter((each) => known.has(each))
    if (found.length === 1) return found[0] ?? null
  }
  return null
}

/** What all near misses of groups may cost: of a roster of usual size, every one of thousands. */
const steps = { base: 2_000_000, each: 64 }

/** The prefix that all groups of a kind share does not show which of them is meant. */
function nearNames(known: readonly string[]): (word: string) => string | null {
  const shared = { left: steps.base + steps.each * known.length }
  const whole = nearIn(known, shared)
  const names = groupBy(known.map(split), ({ kind }) => kind)
  const byKind = new Map(
    [...names].map(([kind, each]) => [
      kind,
      nearIn(
        each.map(({ name }) => name),
        shared,
      ),
    ]),
  )
  return (word) => {
    const { kind, name } = split(word.trim().toLowerCase())
    if (kind === null) return whole(word)
    const near = byKind.get(kind)?.(name) ?? null
    return near === null ? null : `${kind}-${near}`
  }
}

function split(word: string): { readonly kind: string | null; readonly name: string } {
  const kind = groupKinds.find((each) => word.startsWith(`${each}-`)) ?? null
  return { kind, name: kind === null ? word : word.slice(kind.length + 1) }
}

/** How a group opens in kubernetes/community's file, which a program writes: the name is its first key. */
const opening = /^ {2}- (?:dir: +([a-z][a-z0-9-]*) *\r?$)?/gm

/**
 * The names in a roster: of kubernetes/community's (lists of mappings, each with its `dir`), or of
 * a plain list of names, with or without a key above it.
 */
function namesIn(path: string, text: string): readonly string[] {
  // Its 200 KB are as costly to read as a hundred KEPs, and only its names are needed.
  const opened = [...text.matchAll(opening)].map((match) => match[1])
  const names = opened.filter((name) => name !== undefined)
  const isPlain = !/^(?![\w-]+:[ \t]*(?:\[\][ \t]*)?\r?$)[^\s#]/m.test(text)
  if (isPlain && names.length > 0 && names.length === opened.length) return names
  const bare = text.replace(/^\uFEFF?(?:[ \t]*(?:#.*)?\r?\n|---[ \t]*\r?\n)*/, '')
  const { value } = parseYaml(path, /^\s*(?:-\s|\[)/.test(bare) ? `groups:\n${indented(bare)}` : text)
  const lists = Object.values(value ?? {}).filter((each): each is readonly YamlValue[] => Array.isArray(each))
  return lists.flat().flatMap((each) => nameOf(each) ?? [])
}

/** A flow list must be further right than its key. */
function indented(list: string): string {
  return list.startsWith('[') ? ` ${list}` : list
}

function nameOf(group: YamlValue): string | null {
  const name = isMapping(group) ? group['dir'] : group
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : null
}

function isMapping(value: YamlValue): value is { readonly [key: string]: YamlValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
