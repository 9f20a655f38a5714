import { expect, test } from 'vitest'

import { openGit } from '../../src/host/git/objects.js'
import { timelinesOf } from '../../src/host/timelines.js'
import { catalogueOf, profiles } from '../../src/lint/lint.js'
import type { Kep } from '../../src/lint/model/kep.js'
import { type Content, gitEnvironment, newHistory, type Planned } from '../support/git-repository.js'
import { makeTree } from '../support/pages.js'
import { wholeTree } from '../support/read-tree.js'

type Step = readonly [state: string, stage: string, milestone: string]

const metadata = (number: number, [state, stage, milestone]: Step): string =>
  `title: Pier ${number}\nkep-number: ${number}\nauthors: ["@mira"]\nowning-sig: sig-node\nstatus: ${state}\ncreation-date: 2020-01-02\nstage: ${stage}\nlatest-milestone: ${milestone}\n`
const body = (number: number): string =>
  `# KEP-${number}: Pier ${number}\n\n## Summary\n\n${`The pier of number ${number} is made of wood. `.repeat(6)}\n`
const pathOf = (number: number): string => `keps/sig-node/${number}-pier`
const kep = (number: number, ...step: Step): Readonly<Record<string, Content>> => ({
  [`${pathOf(number)}/kep.yaml`]: metadata(number, step),
  [`${pathOf(number)}/README.md`]: body(number),
})
const flat = (number: number, ...step: Step): string => `---\n${metadata(number, step)}---\n\n${body(number)}`
const first: Step = ['provisional', 'alpha', 'v1.20']

/** What each commit does, on the first of a month from 2020 on. */
const changes: readonly Readonly<Record<string, Content>>[] = [
  ...Array.from({ length: 18 }, (_, i) => kep(i + 1, ...first)),
  ...Array.from({ length: 11 }, (_, i) => kep(i + 1, 'implementable', 'alpha', 'v1.21')),
  ...Array.from({ length: 7 }, (_, i) => kep(i + 1, 'implemented', 'stable', 'v1.25')),
  // Forth and back.
  kep(9, 'deferred', 'alpha', 'v1.21'),
  kep(9, 'implementable', 'beta', 'v1.26'),
  // A flat file that becomes a directory, and another that becomes a directory elsewhere and leaves a link.
  { 'keps/sig-node/0030-pier.md': flat(30, ...first), 'keps/sig-node/0031-pier.md': flat(31, ...first) },
  {
    'keps/sig-node/0030-pier.md': null,
    'keps/sig-node/0030-pier/kep.yaml': metadata(30, ['implementable', 'alpha', 'v1.21']),
    'keps/sig-node/0030-pier/README.md': body(30),
    'keps/sig-node/0031-pier.md': { link: '0031-pier/README.md' },
    'keps/sig-node/0031-pier/kep.yaml': metadata(31, first),
    'keps/sig-node/0031-pier/README.md': body(31),
  },
  // A directory that is renamed, and then changed.
  {
    [`${pathOf(12)}/kep.yaml`]: null,
    [`${pathOf(12)}/README.md`]: null,
    'keps/sig-apps/12-jetty/kep.yaml': metadata(12, first),
    'keps/sig-apps/12-jetty/README.md': body(12),
  },
  { 'keps/sig-apps/12-jetty/kep.yaml': metadata(12, ['implementable', 'alpha', 'v1.21']) },
  // Metadata that cannot be read, and is mended; the state is the same.
  { [`${pathOf(13)}/kep.yaml`]: 'title: "\n\t- [' },
  kep(13, ...first),
]
const dayOf = (commit: number): string =>
  `${2020 + Math.floor(commit / 12)}-${String((commit % 12) + 1).padStart(2, '0')}-01`
const commits = changes.map((files, i): Planned => ({ files, parents: i === 0 ? [] : [i - 1], day: dayOf(i) }))
const history = newHistory(commits, { 'refs/heads/main': commits.length - 1 })

/** The tree after the last commit. */
function kepsAtTheEnd(): readonly Kep[] {
  const texts = new Map<string, string>()
  for (const files of changes) {
    for (const [path, content] of Object.entries(files)) {
      if (typeof content === 'string') texts.set(path, content)
      else texts.delete(path)
    }
  }
  return catalogueOf(makeTree(texts), wholeTree).keps.all
}

test('the timelines of 20 KEPs over 44 commits are what was done', () => {
  expect(commits.length).toBeGreaterThan(40)
  const keps = kepsAtTheEnd()
  const git = openGit(history.origin.clone().root, { environment: { ...gitEnvironment } })
  const { byPath, why } = timelinesOf(git, keps, profiles)
  expect(why).toBe(null)
  const table = keps.map(({ path }) => {
    const timeline = byPath.get(path)
    const steps = timeline?.entries.map(
      ({ commit, day, milestone, stage, state }) =>
        `${history.ids.indexOf(commit)} ${day} ${state} ${stage} ${milestone}`,
    )
    return [path, ...(steps ?? []), `touched ${timeline?.touched}`]
  })
  const at = (commit: number, ...[state, stage, milestone]: Step): string =>
    `${commit} ${dayOf(commit)} ${state} ${stage} ${milestone}`
  const pier = (number: number): readonly string[] => {
    const steps = [
      at(number - 1, ...first),
      ...(number <= 11 ? [at(17 + number, 'implementable', 'alpha', 'v1.21')] : []),
      ...(number <= 7 ? [at(28 + number, 'implemented', 'stable', 'v1.25')] : []),
      ...(number === 9 ? [at(36, 'deferred', 'alpha', 'v1.21'), at(37, 'implementable', 'beta', 'v1.26')] : []),
    ]
    const last = number === 13 ? `${dayOf(43)}` : (steps.at(-1)?.split(' ')[1] ?? '')
    return [pathOf(number), ...steps, `touched ${last}`]
  }
  const expected = [
    ...Array.from({ length: 18 }, (_, i) => i + 1)
      .filter((number) => number !== 12)
      .map(pier),
    ['keps/sig-apps/12-jetty', at(11, ...first), at(41, 'implementable', 'alpha', 'v1.21'), `touched ${dayOf(41)}`],
    ['keps/sig-node/0030-pier', at(38, ...first), at(39, 'implementable', 'alpha', 'v1.21'), `touched ${dayOf(39)}`],
    ['keps/sig-node/0031-pier', at(38, ...first), `touched ${dayOf(39)}`],
  ]
  const sorted = (rows: readonly (readonly string[])[]): readonly (readonly string[])[] =>
    [...rows].sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
  expect(sorted(table)).toEqual(sorted(expected))
  expect(keps).toHaveLength(20)
})

test('a shallow clone says why there are no timelines', () => {
  const git = openGit(history.origin.clone({ depth: 1 }).root, { environment: { ...gitEnvironment } })
  expect(timelinesOf(git, kepsAtTheEnd(), profiles)).toEqual({
    byPath: new Map(),
    commits: [],
    why: 'There are no timelines: this clone is shallow (set fetch-depth: 0 for actions/checkout, or run git fetch --unshallow)',
  })
})
