import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { lint, profiles, readConfig, rules } from '../../../src/lint/lint.js'
import { makeTree } from '../../support/pages.js'
import { findingLine, wholeTree } from '../../support/read-tree.js'
import { draft, keplint, makeTrees, patient, write } from '../../support/run-command.js'

const builtIn = profiles.map(({ name }) => name).join(', ')
const ids = rules.map(({ id }) => id)
const states = [...new Set(profiles.flatMap((profile) => profile.states.map(({ name }) => name)))]

/** What is wrong with a configuration, as lines; none where it can be read. */
function faultsIn(text: string): readonly string[] {
  const read = readConfig('.keplint.yml', text, ids, states)
  return 'value' in read ? [] : read.faults.map(({ at, message }) => `${at.line}:${at.column}: ${message}`)
}

const whole = `
profile: kep-1a
paths: [keps, "!keps/old"]
repository: harbour/proposals
roster: sigs.yaml
rules:
  uuid-unique: off
  title-unique: error
overrides:
  - paths: ["keps/sig-node/**"]
    states: [provisional, draft]
    rules: { section-content: notice }
  - rules: {}
exemptions:
  - rule: reference-exists
    path: keps/sig-cli/2377-Kustomize
    reason: The document was archived in 2022.
    until: 2027-06-30
  - { rule: uuid-unique, path: "keps/**", reason: They are copies. }
baseline: debts.json
`

describe('what a configuration says', () => {
  test('every key', () => {
    const read = readConfig('.keplint.yml', whole, ids, states)
    const value = 'value' in read ? read.value : null
    const { placeOf, ...said } = value ?? { placeOf: () => null }
    expect(said).toEqual({
      path: '.keplint.yml',
      profile: ['kep-1a'],
      paths: ['keps', '!keps/old'],
      repository: 'harbour/proposals',
      roster: 'sigs.yaml',
      rules: new Map([
        ['uuid-unique', 'off'],
        ['title-unique', 'error'],
      ]),
      overrides: [
        {
          paths: ['keps/sig-node/**'],
          states: ['provisional', 'draft'],
          rules: new Map([['section-content', 'notice']]),
        },
        { paths: [], states: [], rules: new Map() },
      ],
      exemptions: [
        {
          rule: 'reference-exists',
          path: 'keps/sig-cli/2377-Kustomize',
          reason: 'The document was archived in 2022.',
          until: '2027-06-30',
          at: { path: '.keplint.yml', line: 15, column: 11, endLine: 15, endColumn: 27 },
        },
        {
          rule: 'uuid-unique',
          path: 'keps/**',
          reason: 'They are copies.',
          until: null,
          at: { path: '.keplint.yml', line: 19, column: 13, endLine: 19, endColumn: 24 },
        },
      ],
      baseline: 'debts.json',
    })
    expect(placeOf('roster')).toEqual({ path: '.keplint.yml', line: 5, column: 9, endLine: 5, endColumn: 18 })
  })

  test.each(['', '\n\n', '# nothing yet\n', '---\n', '\uFEFF# a mark\n', `${'#'.repeat(5000)}\n`, '--- # here\n#\n'])(
    'nothing: %j',
    (text) => {
      const read = readConfig('c.yml', text, ids, states)
      expect('value' in read && read.value).toMatchObject({ profile: null, paths: null, overrides: [], exemptions: [] })
    },
  )

  test('a comment of any length costs nothing', () => {
    expect(faultsIn(`${'#'.repeat(100_000)}\nprofile: auto\n`)).toEqual([])
  })
})

describe('what is wrong with one, where, and the word that was meant', () => {
  const cases: readonly (readonly [text: string, ...faults: readonly string[]])[] = [
    ['profil: kep\n', '1:1: profil is not a known key; did you mean profile?'],
    ['a: 1\nb: 2\n', '1:1: a is not a known key', '2:1: b is not a known key'],
    ['profile: [[kep]]\n', '1:11: profile[0] is a list, not a string'],
    ['profile:\n', '1:1: profile is empty'],
    ['paths: keps\n', '1:8: paths is "keps", not a list'],
    ['paths: []\n', '1:8: paths is empty'],
    ['paths: [keps, 7]\n', '1:15: paths[1] is 7, not a path or a pattern of at most 300 characters'],
    ['repository: kubernetes\n', '1:13: repository is "kubernetes", not OWNER/NAME'],
    ['repository: -o/n\n', '1:13: repository is "-o/n", not OWNER/NAME'],
    ['repository: o/..\n', '1:13: repository is "o/..", not OWNER/NAME'],
    ['baseline: debts.txt\n', '1:11: baseline is "debts.txt", not the path of a .json file'],
    ['rules: off\n', '1:8: rules is "off", not a mapping'],
    ['rules:\n  uid-unique: off\n', '2:3: rule "uid-unique" does not exist; did you mean uuid-unique?'],
    [
      'rules:\n  uuid-unique: wraning\n',
      '2:16: rules.uuid-unique is "wraning", not one of off, notice, warning or error; did you mean warning?',
    ],
    ['rules: { uuid-unique: false }\n', '1:23: rules.uuid-unique is false, not one of off, notice, warning or error'],
    ['overrides: { rules: {} }\n', '1:12: overrides is a mapping, not a list'],
    ['overrides:\n  - paths: [keps]\n', '2:5: overrides[0].rules is missing'],
    ['overrides:\n  - rules: {}\n    paths: []\n', '3:12: overrides[0].paths is empty'],
    ['overrides:\n  - path: [keps]\n    rules: {}\n', '2:5: overrides[0].path is not a known key; did you mean paths?'],
    [
      'overrides:\n  - states: [draft, implementabel]\n    rules: {}\n',
      '2:21: state "implementabel" does not exist; did you mean implementable?',
    ],
    [
      'overrides:\n  - rules: { title-unqiue: off }\n',
      '2:14: rule "title-unqiue" does not exist; did you mean title-unique?',
    ],
    ['exemptions:\n  - rule: uuid-unique\n    path: keps/a\n', '2:5: exemptions[0].reason is missing'],
    ['exemptions:\n  - {rule: uuid-unique, path: a, reason: " "}\n', '2:42: exemptions[0].reason is empty'],
    [
      'exemptions:\n  - {rule: uuid-uniqe, path: a, reason: r}\n',
      '2:12: rule "uuid-uniqe" does not exist; did you mean uuid-unique?',
    ],
    [
      'exemptions:\n  - {rule: uuid-unique, path: "!a", reason: r}\n',
      '2:31: exemptions[0].path is "!a", not a path or a pattern of at most 300 characters that does not begin with !',
    ],
    [
      'exemptions:\n  - {rule: uuid-unique, path: a, reason: r, until: 2027-02-30}\n',
      '2:52: exemptions[0].until is "2027-02-30", not a date (YYYY-MM-DD)',
    ],
    [
      'exemptions:\n  - {rule: uuid-unique, path: a, reason: r, until: "2027-02-20T10:00:00Z"}\n',
      '2:52: exemptions[0].until is "2027-02-20T10:00:00Z", not a date (YYYY-MM-DD)',
    ],
    ['rules: {}\nrules: {}\n', '2:1: key rules is a duplicate; YAML keeps only one'],
    ['rules:\n\tuuid-unique: off\n', '2:1: a tab is in the indentation; use spaces'],
    ['- rules\n', '1:1: the configuration is a list, not a mapping of keys to values'],
    ['rules\n', '1:1: the configuration is a single value, not a mapping of keys to values'],
    ['rules: {}\n---\nrules: {}\n', '2:1: a second document begins on line 2; the configuration is one document'],
    [
      'rules: &all {}\noverrides: [{ rules: *all }]\n',
      '2:22: "*" opens an alias, which the configuration may not hold; quote it: "*all"',
    ],
    ['__proto__: { profile: kep }\n', '1:1: __proto__ is not a known key'],
    [
      'rules: { __proto__: off, constructor: off }\n',
      '1:10: rule "__proto__" does not exist',
      '1:26: rule "constructor" does not exist',
    ],
    [
      'profil: x\nrules: { uid-unique: on }\n',
      '1:1: profil is not a known key; did you mean profile?',
      '2:10: rule "uid-unique" does not exist; did you mean uuid-unique?',
      '2:22: rules.uid-unique is "on", not one of off, notice, warning or error',
    ],
  ]
  test.each(cases)('%j', (text, ...faults) => expect(faultsIn(text)).toEqual(faults))

  test('any text is read, or has a fault in a place that it has', () => {
    const word = fc.constantFrom(
      'rules',
      'overrides',
      'paths',
      'exemptions',
      ':',
      '- ',
      '\n',
      '\n  ',
      '{',
      '[',
      '#',
      'off',
      '"',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 4 })), { maxLength: 30 }), (words) => {
        const text = words.join('')
        const read = readConfig('c.yml', text, ids, states)
        const lines = text.split(/\r\n|\r|\n/).length
        for (const { at } of 'faults' in read ? read.faults : []) {
          expect(at.line).toBeGreaterThan(0)
          expect(at.line).toBeLessThanOrEqual(lines)
        }
      }),
      { numRuns: 400 },
    )
  })
})

describe('what decides a severity', () => {
  const files = {
    ...draft('keps/one', 'One', 'kep_number: 7\n'),
    ...draft('keps/sig-node/two', 'Two', 'kep_number: 8\n'),
  }
  const tree = makeTree(new Map(Object.entries(files).map(([path, text]) => [path, String(text)])))
  const severities = (text: string, strongest: readonly (readonly [string, 'off' | 'error'])[] = []): string => {
    const read = readConfig('.keplint.yml', text, ids, states)
    if ('faults' in read) throw new Error(read.faults[0].message)
    const report = lint(tree, { ...wholeTree, config: read.value, rules: new Map(strongest) })
    return report.findings
      .map(findingLine)
      .map((line) => line.replace(/\/metadata.*?:\d+:\d+|number-.*/g, '').trim())
      .join(', ')
  }
  const rule = 'number-unassigned'
  const override = (severity: string, ...more: readonly string[]): string =>
    `  - { rules: { ${[rule, severity].join(': ')} }${more.map((each) => `, ${each}`).join('')} }\n`

  test.each([
    ['the rule', '', 'keps/one warning, keps/sig-node/two warning'],
    ['rules', `rules: { ${rule}: notice }\n`, 'keps/one notice, keps/sig-node/two notice'],
    ['rules: off', `rules: { ${rule}: off }\n`, ''],
    [
      'an override above rules',
      `rules: { ${rule}: off }\noverrides:\n${override('error', 'paths: [keps/sig-node]')}`,
      'keps/sig-node/two error',
    ],
    [
      'the last override that matches',
      `overrides:\n${override('error')}${override('notice', 'paths: ["keps/o*"]')}`,
      'keps/one notice, keps/sig-node/two error',
    ],
    [
      'not one that does not speak of the rule',
      `overrides:\n${override('error')}  - { rules: { uuid-unique: off } }\n`,
      'keps/one error, keps/sig-node/two error',
    ],
    [
      'by state',
      `overrides:\n${override('error', 'states: [draft]')}${override('off', 'states: [implementable]')}`,
      'keps/one error, keps/sig-node/two error',
    ],
    [
      'by path and state',
      `overrides:\n${override('off', 'states: [provisional]', 'paths: [keps/one]')}`,
      'keps/one warning, keps/sig-node/two warning',
    ],
    ['a file', `overrides:\n${override('off', 'paths: [keps/one/metadata.yaml]')}`, 'keps/sig-node/two warning'],
    [
      'another file',
      `overrides:\n${override('off', 'paths: [keps/one/summary.md]')}`,
      'keps/one warning, keps/sig-node/two warning',
    ],
    ['a directory above, by a glob', `overrides:\n${override('off', 'paths: ["keps/sig-*"]')}`, 'keps/one warning'],
    ['the root', `overrides:\n${override('error', 'paths: [.]')}`, 'keps/one error, keps/sig-node/two error'],
    [
      'all but some',
      `overrides:\n${override('error', 'paths: [keps, "!keps/sig-node/**"]')}`,
      'keps/one error, keps/sig-node/two warning',
    ],
    [
      'braces are letters',
      `overrides:\n${override('error', 'paths: ["keps/{one,sig-node}/**"]')}`,
      'keps/one warning, keps/sig-node/two warning',
    ],
  ])('%s', (_, text, expected) => expect(severities(text)).toBe(expected))

  test('--rule is stronger than all', () => {
    const text = `rules: { ${rule}: off }\noverrides:\n${override('notice')}`
    expect(severities(text, [[rule, 'error']])).toBe('keps/one error, keps/sig-node/two error')
    expect(severities(text, [[rule, 'off']])).toBe('')
  })

  test('what the format says of one finding is weaker than rules', () => {
    const metadata = 'title: T\nkep-number: 7\nauthors: ["@a"]\nstatus: implementable\napprovers: ["@b"]\n'
    const one = makeTree(
      new Map([
        ['keps/7-t/kep.yaml', metadata],
        ['keps/7-t/README.md', '# KEP-7: T\n'],
      ]),
    )
    const lines = (text: string): readonly string[] => {
      const read = readConfig('.keplint.yml', text, ids, states)
      const config = 'value' in read ? { config: read.value } : {}
      const { findings } = lint(one, { ...wholeTree, ...config })
      return findings.filter((each) => each.rule === 'owners-assigned').map(({ severity }) => severity)
    }
    expect(lines('')).toEqual(['warning'])
    expect(lines('rules: { owners-assigned: error }')).toEqual(['error'])
  })
})

describe('the command and its configuration', patient, () => {
  const { tree, remove } = makeTrees()
  afterAll(remove)
  const kep = draft('keps/sig-node/one', 'One', 'kep_number: 7\n')
  const found = 'keps/sig-node/one/metadata.yaml'
  const stderr = (files: Readonly<Record<string, string>>, args: readonly string[] = []): string => {
    const ran = keplint(tree({ ...kep, ...files }), args)
    expect(ran.exit).toBe(2)
    expect(ran.stdout).toBe('')
    return ran.stderr
  }

  test.each([
    ['profil: kep\n', 'keplint: .keplint.yml:1:1: profil is not a known key; did you mean profile?\n'],
    ['a: 1\nb: 2\nc: 3\n', 'keplint: .keplint.yml:1:1: a is not a known key (and 2 more)\n'],
    [
      '# ours\nrules:\n  uuid-unique: of\n',
      'keplint: .keplint.yml:3:16: rules.uuid-unique is "of", not one of off, notice, warning or error; did you mean off?\n',
    ],
    [
      'profile: kepp\n',
      `keplint: .keplint.yml:1:10: profile "kepp" is not one of auto, ${builtIn}, nor a .yaml file; did you mean kep?\n`,
    ],
    ['profile: ours.yaml\n', 'keplint: .keplint.yml:1:10: the profile ours.yaml does not exist\n'],
    ['profile: ../ours.yaml\n', 'keplint: .keplint.yml:1:10: the profile ../ours.yaml is outside the root\n'],
    ['roster: sigs.yml\n', 'keplint: .keplint.yml:1:9: the roster sigs.yml does not exist\n'],
    ['roster: /etc/passwd\n', 'keplint: .keplint.yml:1:9: the roster /etc/passwd is outside the root\n'],
    ['baseline: a/../../b.json\n', 'keplint: .keplint.yml:1:11: the baseline a/../../b.json is outside the root\n'],
    ['paths: [kepz]\n', 'keplint: .keplint.yml:1:8: kepz does not exist in ROOT; did you mean keps?\n'],
    ['paths: [../keps]\n', 'keplint: .keplint.yml:1:8: ../keps is outside the root ROOT\n'],
    [
      'overrides:\n  - states: [drafty]\n    rules: {}\n',
      'keplint: .keplint.yml:2:14: state "drafty" does not exist; did you mean draft?\n',
    ],
    ['"\\e[31m\\n::error::x": 1\n', 'keplint: .keplint.yml:1:1: "␛[31m\\n::error::x" is not a known key\n'],
  ])('%j', (text, expected) => expect(stderr({ '.keplint.yml': text })).toBe(expected))

  test('a configuration that is named', () => {
    const ours = { 'ci/ours.yml': 'rules: { number-unassigned: off }\n', '.keplint.yml': 'nonsense: 1\n' }
    expect(keplint(tree({ ...kep, ...ours }), ['--config', 'ci/ours.yml']).stdout).toBe(
      '1 KEP checked, nothing found\n',
    )
    expect(stderr({}, ['--config', 'ours.yml'])).toBe('keplint: the configuration ours.yml does not exist\n')
    expect(stderr({}, ['--config', '../ours.yml'])).toBe('keplint: the configuration ../ours.yml is outside the root\n')
    expect(stderr({}, ['--config', 'keps'])).toBe('keplint: keps is a directory, not a regular file\n')
  })

  test('it is never read through a link', () => {
    const root = tree({ ...kep, 'ours.yml': '{}\n', 'ours/c.yml': '{}\n' })
    const outside = tree({ 'secret.yml': 'pass: hunter2\n', 'secret.json': '{}' })
    symlinkSync(join(outside, 'secret.yml'), join(root, '.keplint.yml'))
    symlinkSync(outside, join(root, 'out'))
    symlinkSync('ours', join(root, 'alias'))
    const says = (path: string) => ({
      exit: 2,
      stdout: '',
      stderr: `keplint: ${path} is reached through a symbolic link\n`,
    })
    expect(keplint(root)).toEqual(says('.keplint.yml'))
    for (const path of ['out/secret.yml', 'alias/c.yml']) expect(keplint(root, ['--config', path])).toEqual(says(path))
    write(root, { 'ours.yml': 'roster: out/secret.yml\n' })
    expect(keplint(root, ['--config', 'ours.yml']).stderr).toBe(
      'keplint: ours.yml:1:9: the roster out/secret.yml is reached through a symbolic link\n',
    )
    for (const file of ['secret.json', 'new.json', 'new/new.json']) {
      write(root, { 'ours.yml': `baseline: out/${file}\n` })
      expect(keplint(root, ['baseline', '--config', 'ours.yml']).stderr).toBe(
        `keplint: the baseline out/${file} is reached through a symbolic link\n`,
      )
    }
  })

  test('what is no file of a sane size in UTF-8 is none', () => {
    expect(stderr({ '.keplint.yml': '#'.repeat(262_145) })).toBe(
      'keplint: .keplint.yml is 256.1 KiB, more than the 256 KiB that keplint reads\n',
    )
    const latin = tree(kep)
    write(latin, { '.keplint.yml': Uint8Array.of(0x23, 0xe9) })
    expect(keplint(latin).stderr).toBe('keplint: .keplint.yml is not UTF-8 text\n')
    const directory = tree(kep)
    mkdirSync(join(directory, '.keplint.yml'))
    expect(keplint(directory).stderr).toBe('keplint: .keplint.yml is a directory, not a regular file\n')
  })

  test('paths: where KEPs are; the command line is stronger', () => {
    const root = tree({ ...draft('a/one', 'One'), ...draft('a/two', 'Two'), '.keplint.yml': 'paths: [a, "!a/two"]\n' })
    expect(keplint(root).stdout).toBe('1 KEP checked, nothing found\n')
    expect(keplint(root, ['a/two']).stdout).toBe('1 KEP checked, nothing found\n')
    expect(keplint(root, ['.']).stdout).toBe('2 KEPs checked, nothing found\n')
  })

  test('profile: the format; the command line is stronger', () => {
    const root = tree({ ...kep, '.keplint.yml': 'profile: kep\n' })
    expect(keplint(root).stderr).toMatch(/^keplint: no KEP found in keps of ROOT; /)
    expect(keplint(root, ['--profile', 'auto']).stdout).toContain('in 1 KEP\n')
  })

  test('repository: whose URLs are paths; the command line is stronger, the workflow weaker', () => {
    const url = (name: string): string => `superseded_by: https://github.com/${name}/tree/main/keps/sig-node/none\n`
    const files = (name: string) => ({ ...draft('keps/one', 'One', url(name)), '.keplint.yml': 'repository: a/b\n' })
    const missing = (name: string, args: readonly string[], env = {}): boolean =>
      keplint(tree(files(name)), args, env).stdout.includes('does not exist in this tree')
    expect(missing('a/b', [])).toBe(true)
    expect(missing('a/b', ['--repository', 'c/d'])).toBe(false)
    expect(missing('c/d', ['--repository', 'c/d'])).toBe(true)
    expect(missing('c/d', [], { GITHUB_REPOSITORY: 'c/d' })).toBe(false)
  })

  test('roster: the groups that are known', () => {
    const files = { ...draft('keps/one', 'One', 'owning_sig: sig-tide\n'), 'groups.yaml': '- sig-tide\n' }
    expect(keplint(tree(files)).stdout).toContain('owning_sig is "sig-tide", no group of Kubernetes')
    const root = tree({ ...files, '.keplint.yml': 'roster: groups.yaml\n' })
    expect(keplint(root).stdout).toBe('1 KEP checked, nothing found\n')
  })

  test('baseline: where it stands', () => {
    const root = tree({ ...kep, '.keplint.yml': 'baseline: ci/debts.json\n', 'ci/x': '' })
    expect(keplint(root, ['baseline'])).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'keplint: ci/debts.json holds 1 finding\n',
    })
    expect(keplint(root, ['--fail-on', 'notice'])).toMatchObject({
      exit: 0,
      stdout: '1 KEP checked, nothing found (1 finding exempted)\n',
    })
    expect(keplint(tree(kep), ['--fail-on', 'warning']).stdout).toContain(found)
  })
})
