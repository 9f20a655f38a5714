import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import {
  type Baseline,
  type LintOptions,
  movedForwardIn,
  profiles,
  readBaseline,
  readConfig,
  rules,
  writeBaseline,
} from '../../../src/lint/lint.js'
import { makeTree } from '../../support/pages.js'
import { findingLine, wholeTree } from '../../support/read-tree.js'
import { lint } from '../../support/report-schema.js'
import { draft, keplint, makeTrees, patient, write } from '../../support/run-command.js'

type Texts = Readonly<Record<string, string>>

const ids = rules.map(({ id }) => id)
const moved = movedForwardIn(profiles)

/** A KEP with a number that its state does not give yet: one warning. */
const numbered = (path: string, number: number, more = ''): Texts => ({
  [`${path}/metadata.yaml`]: [
    `title: ${path}`,
    'authors: ["@octocat"]',
    'state: draft',
    `kep_number: ${number}`,
    'created: 2026-01-01',
    'last_updated: 2026-01-01',
    `uuid: 0d0a2f4e-7c1b-4f3e-9a65-${String(number).padStart(12, '0')}`,
    'sections: []',
    more,
  ].join('\n'),
})

const report = (texts: Texts, options: Partial<LintOptions> = {}) =>
  lint(makeTree(new Map(Object.entries(texts))), { ...wholeTree, ...options })
const linesOf = (texts: Texts, options: Partial<LintOptions> = {}): readonly string[] =>
  report(texts, options).findings.map(findingLine)

describe('exemptions', () => {
  const texts = {
    ...numbered('keps/sig-a/one', 11),
    ...numbered('keps/sig-a/two', 12),
    ...numbered('keps/sig-b/one', 13),
  }
  const kept = (path: string, more = ''): readonly string[] => {
    const text = `exemptions:\n  - { rule: number-unassigned, path: "${path}", reason: So it was.${more} }\n`
    const read = readConfig('.keplint.yml', text, ids, null)
    if ('faults' in read) throw new Error(read.faults[0].message)
    const found = report(texts, { config: read.value })
    expect(found.exempted + found.findings.filter(({ rule }) => rule === 'number-unassigned').length).toBe(3)
    return found.findings.map(({ at, rule, message }) =>
      rule === 'number-unassigned' ? at.path.split('/').slice(1, 3).join('/') : `${rule} ${message}`,
    )
  }

  test.each([
    ['keps/sig-a/one', ['sig-a/two', 'sig-b/one']],
    ['/keps/sig-a/one/', ['sig-a/two', 'sig-b/one']],
    ['keps/sig-a/one/metadata.yaml', ['sig-a/two', 'sig-b/one']],
    ['keps/sig-a', ['sig-b/one']],
    ['keps/sig-*/one', ['sig-a/two']],
    ['keps/sig-[!b]/*', ['sig-b/one']],
    ['keps/*/*/metadata.yaml', []],
    ['**/one', ['sig-a/two']],
    [
      'keps/sig-a/one/summary.md',
      [
        'exemption-stale exemption of number-unassigned for "keps/sig-a/one/summary.md" matches no finding; remove it',
        'sig-a/one',
        'sig-a/two',
        'sig-b/one',
      ],
    ],
    [
      'keps/sig-a/on',
      [
        'exemption-stale exemption of number-unassigned for "keps/sig-a/on" matches no finding; remove it',
        'sig-a/one',
        'sig-a/two',
        'sig-b/one',
      ],
    ],
  ])('of %s', (path, expected) => expect(kept(path)).toEqual(expected))

  test('until its last day, today included', () => {
    expect(kept('keps', ', until: 2026-11-21')).toEqual([])
    expect(kept('keps', ', until: 2026-11-20')).toEqual([])
    expect(kept('keps', ', until: 2026-11-19')).toEqual([
      'exemption-stale exemption of number-unassigned for "keps" expired after 2026-11-19; fix the finding or extend it',
      'sig-a/one',
      'sig-a/two',
      'sig-b/one',
    ])
  })

  const config = (text: string) => {
    const read = readConfig('.keplint.yml', `exemptions:\n${text}`, ids, null)
    return 'value' in read ? { config: read.value } : {}
  }
  const one = '  - { rule: number-unassigned, path: keps/sig-a/one, reason: r }\n'
  const idle = '  - { rule: uuid-unique, path: keps/sig-a/one, reason: r }\n'

  test('two may take the same finding, and neither is idle', () => {
    expect(report(texts, config(one + one)).exempted).toBe(1)
    expect(linesOf(texts, config(one + one))).toHaveLength(2)
  })

  test('a run over a part says nothing of idle ones, nor does one without their rule or their KEP', () => {
    const stale = (options: Partial<LintOptions>): number =>
      report(texts, { ...config(idle), ...options }).findings.filter(({ rule }) => rule === 'exemption-stale').length
    expect(stale({})).toBe(1)
    expect(stale({ only: ['keps/sig-a'] })).toBe(0)
    expect(stale({ rules: new Map([['uuid-unique', 'off']]) })).toBe(0)
    const tree = makeTree(new Map(Object.entries(texts)))
    const selected = new Set([...tree.selected].filter((path) => path.startsWith('keps/sig-b')))
    const ran = lint({ ...tree, selected }, { ...wholeTree, ...config(idle) })
    expect(ran.findings.map(({ rule }) => rule)).toEqual(['number-unassigned'])
  })
})

describe('the baseline', () => {
  const texts = { ...numbered('keps/one', 11), ...numbered('keps/two', 12) }
  const written = (from: Texts, before: Baseline | null = null, grow = false): string => {
    const { findings, keps } = report(from)
    return writeBaseline(findings, keps, before, grow, moved)
  }
  const read = (text: string): Baseline => {
    const baseline = readBaseline('b.json', text)
    if (typeof baseline === 'string') throw new Error(baseline)
    return baseline
  }
  const left = (before: Texts, now: Texts): readonly string[] =>
    linesOf(now, { baseline: read(written(before)) }).map((line) => line.replace(/:\d+:\d+ \w+/, ''))
  const change = (path: string, from: string | RegExp, to: string, all: Texts = texts): Texts => {
    const file = `${path}/metadata.yaml`
    const text = all[file]?.replace(from, to)
    expect(text).not.toBe(all[file])
    return { ...all, [file]: text ?? '' }
  }
  const gone = (path: string, rule = 'number-unassigned'): string =>
    `b.json baseline-stale ${rule} of keps/${path} is no longer found; run keplint baseline to drop the entry`
  const found = (path: string, number: number, state = 'draft'): string =>
    `keps/${path}/metadata.yaml number-unassigned ` +
    `kep_number ${number} is set, but state ${state} has no number yet; remove it`

  test('one line a finding, sorted by KEP', () => {
    expect(written({ ...texts, ...numbered('keps/a "b"', 13) })).toBe(`{
  "version": 1,
  "keps": {
    "keps/a \\"b\\"": {
      "state": "draft",
      "findings": {
        "2f794a3c42a550c2": "number-unassigned"
      }
    },
    "keps/one": {
      "state": "draft",
      "findings": {
        "3bc10941ef2a39ee": "number-unassigned"
      }
    },
    "keps/two": {
      "state": "draft",
      "findings": {
        "14e8b772e5f335aa": "number-unassigned"
      }
    }
  }
}
`)
    expect(written({})).toBe('{\n  "version": 1,\n  "keps": {}\n}\n')
  })

  test('what it holds is not reported, and counted', () => {
    expect(left(texts, texts)).toEqual([])
    expect(report(texts, { baseline: read(written(texts)) }).exempted).toBe(2)
  })

  test('a new finding is, alone', () => {
    expect(left(texts, { ...texts, ...numbered('keps/three', 13) })).toEqual([found('three', 13)])
    expect(left(texts, change('keps/one', 'kep_number: 11', 'kep_number: 14'))).toEqual([gone('one'), found('one', 14)])
  })

  test('a finding that is mended leaves an entry that is stale', () => {
    expect(left(texts, change('keps/one', 'kep_number: 11\n', ''))).toEqual([gone('one')])
    expect(left(texts, numbered('keps/two', 12))).toEqual([gone('one')])
    const stale = linesOf(change('keps/one', 'kep_number: 11\n', ''), { baseline: read(written(texts)) })
    expect(stale[0]).toMatch(/^b\.json:7:9 warning baseline-stale /)
  })

  test('lines may come and go', () => {
    expect(left(texts, change('keps/one', /^/, '# a comment\n\n\n'))).toEqual([])
  })

  test('alike findings are told apart by their number', () => {
    const list = (count: number): Texts =>
      change('keps/one', 'sections: []', `sections: [${Array.from({ length: count }, () => '../x.md').join(', ')}]`)
    const rulesLeft = (before: number, now: number) => left(list(before), list(now)).map((line) => line.split(' ')[1])
    expect(linesOf(list(3)).filter((line) => line.includes('section-listed'))).toHaveLength(3)
    expect(rulesLeft(3, 3)).toEqual([])
    expect(rulesLeft(2, 3)).toEqual(['section-listed'])
    expect(rulesLeft(3, 2)).toEqual(['baseline-stale'])
  })

  describe('entries lapse when the KEP moves forward', () => {
    const states: readonly (readonly [from: string, to: string, lapse: boolean])[] = [
      ['draft', 'draft', false],
      ['draft', 'provisional', true],
      ['provisional', 'implementable', true],
      ['implementable', 'implemented', true],
      ['draft', 'provisonal', true],
      ['deferred', 'provisional', true],
      ['halfway', 'provisional', true],
      ['provisional', 'draft', false],
      ['implemented', 'implementable', false],
      ['implementable', 'deferred', false],
      ['implementable', 'withdrawn', false],
      ['deferred', 'rejected', false],
      ['implemented', 'replaced', false],
      ['provisional', 'halfway', false],
    ]
    const standing = { state: null, stage: null }
    test.each(states)('%s → %s: %s', (from, to, lapse) => {
      expect(moved('kep-1a', { ...standing, state: from }, { ...standing, state: to })).toBe(lapse)
    })

    const stages: readonly (readonly [from: string | null, to: string | null, lapse: boolean])[] = [
      ['alpha', 'alpha', false],
      ['alpha', 'beta', true],
      ['beta', 'stable', true],
      ['alpha', 'Beta', true],
      ['beta', 'alpha', false],
      ['stable', 'removed', false],
      [null, 'alpha', false],
      ['alpha', null, false],
    ]
    test.each(stages)('stage %s → %s: %s', (from, to, lapse) => {
      expect(moved('kep', { ...standing, stage: from }, { ...standing, stage: to })).toBe(lapse)
    })

    test('then all of its findings count, and those of others do not', () => {
      const forward = change('keps/one', 'state: draft', 'state: provisional', broken)
      expect(left(broken, forward).filter((line) => !/^b\.json /.test(line))).toEqual([
        'keps/one/metadata.yaml metadata-schema owning_sig is missing',
        'keps/one/metadata.yaml section-required motivation.md is not in sections; state provisional requires it',
        'keps/one/metadata.yaml section-required summary.md is not in sections; state provisional requires it',
        found('one', 11, 'provisional'),
        'keps/one/metadata.yaml metadata-schema nonsense is not a known key; delete the line',
      ])
    })

    const broken = change('keps/one', /$/, 'nonsense: 1\n')
    test('and the baseline does not take them back unless it may grow', () => {
      const forward = change('keps/one', 'state: draft', 'state: provisional', broken)
      const before = read(written(broken))
      const kepsIn = (text: string): readonly string[] => read(text).keps.map(({ path }) => path)
      expect(kepsIn(written(forward, before))).toEqual(['keps/two'])
      expect(kepsIn(written(forward, before, true))).toEqual(['keps/one', 'keps/two'])
      expect(kepsIn(written(forward))).toEqual(['keps/one', 'keps/two'])
    })
  })

  test('it only shrinks, unless it may grow', () => {
    const more = { ...change('keps/one', 'kep_number: 11\n', ''), ...numbered('keps/three', 13) }
    const before = read(written(texts))
    expect(written(more, before)).toBe(written(numbered('keps/two', 12)))
    expect(written(more, before, true)).toBe(written({ ...numbered('keps/two', 12), ...numbered('keps/three', 13) }))
    expect(written(texts, before)).toBe(written(texts))
  })

  test('a run over a part says nothing of entries, nor does one without their rule or their KEP', () => {
    const baseline = read(written(texts))
    const mended = change('keps/one', 'kep_number: 11\n', '')
    expect(linesOf(mended, { baseline, only: ['keps/one'] })).toEqual([])
    expect(linesOf(texts, { baseline, rules: new Map([['number-unassigned', 'off']]) })).toEqual([])
    const tree = makeTree(new Map(Object.entries(mended)))
    const selected = new Set([...tree.selected].filter((path) => path.startsWith('keps/two')))
    expect(lint({ ...tree, selected }, { ...wholeTree, baseline }).findings).toEqual([])
  })

  test.each([
    ['', 'is not JSON; delete it and run keplint baseline'],
    ['{\n<<<<<<< ours\n', 'holds a merge conflict on line 2; delete it and run keplint baseline'],
    ['[]', 'is no baseline of version 1; delete it and run keplint baseline'],
    ['{"version": 2, "keps": {}}', 'is no baseline of version 1; delete it and run keplint baseline'],
    ['{"version": 1, "keps": {"a": 1}}', 'has no findings under "a"; delete it and run keplint baseline'],
    [
      '{"version": 1, "keps": {"a": {"findings": {"0": 1}}}}',
      'names no rule for "0"; delete it and run keplint baseline',
    ],
  ])('%j is none', (text, expected) => expect(readBaseline('b.json', text)).toBe(expected))

  test('what is written is read as it was', () => {
    const path = fc.stringMatching(/^[\w "\\\u2028/:é]{1,12}$/)
    fc.assert(
      fc.property(fc.uniqueArray(path, { minLength: 1, maxLength: 5 }), (paths) => {
        const found = paths.map((kep, i) => ({
          rule: 'uuid-unique',
          severity: 'error' as const,
          message: `m${i}`,
          kep,
          at: { path: `${kep}/kep.yaml`, line: 1, column: 1, endLine: 1, endColumn: 2 },
        }))
        const text = writeBaseline(found, [], null, false, moved)
        const baseline = read(text)
        expect(baseline.keps.map((kep) => kep.path).sort()).toEqual([...paths].sort())
        expect(baseline.keps.every(({ entries }) => entries.length === 1 && entries[0]?.place().line !== 1)).toBe(true)
        expect(writeBaseline(found, [], baseline, false, moved)).toBe(text)
      }),
    )
  })

  const pair = (uuid: string, ...names: readonly string[]): Texts =>
    Object.fromEntries(names.map((name) => [`keps/${name}/metadata.yaml`, `uuid: ${uuid}\n`]))
  test('a finding that names others stays what it was when one more comes', () => {
    const uuid = '0d0a2f4e-7c1b-4f3e-9a65-0f3c6a1b2c3d'
    const before = read(written(pair(uuid, 'a', 'b')))
    const lines = linesOf(pair(uuid, 'a', 'b', 'c'), { baseline: before })
    expect(lines.filter((line) => line.includes('uuid-unique'))).toEqual([
      'keps/c/metadata.yaml:1:7 error uuid-unique uuid is also used by keps/a and keps/b',
    ])
  })

  test('a finding that names today stays what it was tomorrow', () => {
    const future = numbered('keps/one', 0)
    const late = {
      'keps/one/metadata.yaml': (future['keps/one/metadata.yaml'] ?? '').replace(/2026-01-01/g, '2027-01-01'),
    }
    const lines = linesOf(late).filter((line) => line.includes('date-order'))
    expect(lines[0]).toContain('today is 2026-11-20')
    expect(linesOf(late, { baseline: read(written(late)), today: '2026-11-21' })).toEqual([])
  })
})

describe('the command and its baseline', patient, () => {
  const { tree, remove } = makeTrees()
  afterAll(remove)
  const files = { ...draft('keps/one', 'One', 'kep_number: 7\n'), ...draft('keps/two', 'Two', 'kep_number: 8\n') }
  const strict = ['--fail-on', 'warning', '--format', 'github']
  const baselineOf = (root: string): string => readFileSync(join(root, '.keplint-baseline.json'), 'utf8')

  test('from the first to the last entry', () => {
    const root = tree(files)
    expect(keplint(root, strict).exit).toBe(1)
    const first = keplint(root, ['baseline'])
    expect(first).toEqual({ exit: 0, stdout: '', stderr: 'keplint: .keplint-baseline.json holds 2 findings\n' })
    expect(keplint(root, strict)).toEqual({ exit: 0, stdout: '', stderr: '' })
    const text = baselineOf(root)
    expect(keplint(root, ['baseline', '--quiet'])).toEqual({ exit: 0, stdout: '', stderr: '' })
    expect(baselineOf(root)).toBe(text)

    write(root, draft('keps/three', 'Three', 'kep_number: 9\n'))
    expect(keplint(root, strict)).toMatchObject({ exit: 1, stderr: '' })
    expect(keplint(root, strict).stdout).toMatch(/^::warning file=keps\/three\/metadata.yaml,[^\n]*\n$/)
    expect(keplint(root, ['baseline']).stderr).toBe(
      'keplint: .keplint-baseline.json holds 2 findings, 1 new finding not added: fix it, or use --grow\n',
    )
    expect(baselineOf(root)).toBe(text)
    expect(keplint(root, ['baseline', '--grow']).stderr).toBe('keplint: .keplint-baseline.json holds 3 findings\n')
    expect(keplint(root, strict)).toEqual({ exit: 0, stdout: '', stderr: '' })

    write(root, { ...draft('keps/one', 'One'), ...draft('keps/two', 'Two'), ...draft('keps/three', 'Three') })
    const stale = keplint(root, ['--fail-on', 'warning'])
    expect(stale.exit).toBe(1)
    expect(stale.stdout.match(/is no longer found/g)).toHaveLength(3)
    expect(keplint(root, ['baseline']).stderr).toBe('keplint: .keplint-baseline.json holds 0 findings\n')
    expect(keplint(root, strict)).toEqual({ exit: 0, stdout: '', stderr: '' })
  })

  test('what is wrong with the configuration is not lived with', () => {
    const idle = 'exemptions: [{ rule: uuid-unique, path: keps, reason: r }]\n'
    const root = tree({ ...files, '.keplint.yml': idle })
    expect(keplint(root, ['baseline']).stderr).toBe('keplint: .keplint-baseline.json holds 2 findings\n')
    expect(keplint(root, strict).stdout).toMatch(/^::warning file=\.keplint\.yml,[^\n]*\n$/)
  })

  test('one that cannot be read says how to mend it, whatever is asked', () => {
    const root = tree({ ...files, '.keplint-baseline.json': '<<<<<<< ours\n' })
    const says =
      'keplint: the baseline .keplint-baseline.json holds a merge conflict on line 1; delete it and run keplint baseline\n'
    expect(keplint(root)).toEqual({ exit: 2, stdout: '', stderr: says })
    expect(keplint(root, ['baseline'])).toEqual({ exit: 2, stdout: '', stderr: says })
    expect(readdirSync(root).sort()).toEqual(['.keplint-baseline.json', 'keps'])
  })
})
