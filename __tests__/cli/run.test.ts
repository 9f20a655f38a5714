import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

import { profiles, rules } from '../../src/lint/lint.js'
import { placesOf } from '../../src/lint/profiles/layouts.js'
import { formats } from '../../src/lint/reporters/formats.js'
import { version } from '../../src/version.js'
import { reportFaults } from '../support/report-schema.js'
import {
  builtKeplint,
  bundle,
  draft,
  type Files,
  keplint,
  makeTrees,
  patient,
  runBundle,
  write,
} from '../support/run-command.js'
import { interpret } from '../support/runner/output.js'

const { tree, remove } = makeTrees()
afterAll(remove)

const examples = fileURLToPath(new URL('../../examples/', import.meta.url))
const builtIn = profiles.map(({ name }) => name).join(', ')

/** An error, a warning and a notice; in two formats of KEPs, one of them with everything in order. */
const harbour: Files = {
  ...draft('keps/sig-node/0007-quays', 'Quays'),
  ...draft('keps/sig-node/cranes', 'Cranes', 'kep_number: 12\n'),
  'keps/sig-network/9-tugs/kep.yaml': [
    'title: Tugs',
    'kep-number: 9',
    'authors: ["@octocat"]',
    'owning-sig: sig-network',
    'status: implementd',
    'reviewers: ["@hubot"]',
    'approvers: ["@monalisa"]',
    'replaces: [/keps/sig-node/1-rowing]',
    'creation-date: 2024-05-21',
    '',
  ].join('\n'),
  'keps/sig-network/9-tugs/README.md': [
    '# KEP-9: Tugs',
    '',
    '## Release Signoff Checklist',
    '',
    '- [ ] (R) Tests are in place',
    '',
    '## Summary',
    '',
    'Tugs.',
    '',
    '## Motivation',
    '',
    'Wind.',
    '',
    '## Proposal',
    '',
    'Two tugs a ship.',
    '',
    '### Goals',
    '',
    'No scratches.',
    '',
    '### Non-Goals',
    '',
    'Speed.',
    '',
    '## Design Details',
    '',
    'Ropes.',
    '',
    '### Test Plan',
    '',
    'Drills.',
    '',
    '### Graduation Criteria',
    '',
    'A year without a scratch.',
    '',
  ].join('\n'),
}

describe('what it reports', patient, () => {
  const root = tree(harbour)
  const endings = {
    text: 'txt',
    compact: 'compact.txt',
    json: 'json',
    sarif: 'sarif',
    rdjson: 'rdjson',
    junit: 'xml',
    github: 'annotations.txt',
    markdown: 'md',
  } as const

  test.each(formats)('as %s', async (format) => {
    const ran = keplint(root, ['--format', format])
    expect([ran.exit, ran.stderr]).toEqual([1, ''])
    await expect(ran.stdout).toMatchFileSnapshot(`../snapshots/command.${endings[format]}`)
  })

  test('the JSON is what its schema says', () => {
    expect(reportFaults(JSON.parse(keplint(root, ['--format', 'json']).stdout))).toEqual([])
  })

  test('the clean example is clean, and the broken one as broken as its README says', () => {
    expect(keplint(join(examples, 'keps'))).toEqual({ exit: 0, stdout: '8 KEPs checked, nothing found\n', stderr: '' })
    const broken = keplint(join(examples, 'broken'), ['--repository', 'harbour/proposals'])
    expect(broken).toMatchObject({ exit: 1, stderr: '' })
    expect(broken.stdout).toBe(readFileSync(new URL('../snapshots/broken.txt', import.meta.url), 'utf8'))
  })

  test.each(formats)('into a file, as %s', (format) => {
    const file = join(tree({}), 'report')
    const ran = keplint(root, ['--format', format, '--output', file])
    expect({ ...ran, stderr: ran.stderr.replace(file, 'FILE') }).toEqual({
      exit: 1,
      stdout: '',
      stderr: 'keplint: 2 errors, 1 warning, 1 notice in 3 KEPs; the report is in FILE\n',
    })
    expect(readFileSync(file, 'utf8')).toBe(keplint(root, ['--format', format]).stdout)
    expect(keplint(root, ['--format', format, '--output', file, '--quiet'])).toEqual({
      exit: 1,
      stdout: '',
      stderr: '',
    })
  })

  test('--quiet takes nothing from the report', () => {
    expect(keplint(root, ['--quiet'])).toEqual(keplint(root))
  })

  test.each([[{}], [{ NO_COLOR: '1' }], [{ FORCE_COLOR: '1', COLORTERM: 'truecolor', TERM: 'xterm-256color' }]])(
    'a pipe gets no colour: %j',
    (env) => expect(builtKeplint(root, [], env).stdout).not.toContain('\u001b'),
  )
})

const hasScript = spawnSync('script', ['--version']).status === 0

describe.skipIf(!hasScript)('on a terminal', patient, () => {
  const root = tree(harbour)
  const shown = (args: string, env: Readonly<Record<string, string>> = {}): string => {
    const command = `'${process.execPath}' '${bundle}' --today 2026-11-20 ${args}`
    const ran = spawnSync('script', ['-qec', command, '/dev/null'], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm', ...env },
    })
    return ran.stdout.replaceAll('\r\n', '\n')
  }
  const plain = keplint(root, [], { NO_COLOR: '1' }, 80).stdout

  test('it is coloured, and says the same', () => {
    const coloured = shown('')
    expect(coloured).toContain('\u001b[')
    expect(coloured.replace(/\u001b\[[\d;]*m/g, '')).toBe(plain)
  })
  test('unless somebody says no', () => {
    expect(shown('--no-color')).toBe(plain)
    expect(shown('', { NO_COLOR: '1' })).toBe(plain)
    expect(shown('', { TERM: 'dumb' })).toBe(plain)
  })
})

describe('the exit code', patient, () => {
  const warned = tree(draft('keps/one', 'One', 'kep_number: 7\n'))
  test.each([
    ['error', 0],
    ['warning', 1],
    ['notice', 1],
    ['never', 0],
  ])('--fail-on %s, where there is a warning: %i', (severity, exit) => {
    expect(keplint(warned, ['--fail-on', severity])).toMatchObject({ exit, stderr: '' })
  })
  test('--rule changes what counts', () => {
    expect(keplint(warned, ['--rule', 'number-unassigned=error']).exit).toBe(1)
    expect(keplint(warned, ['--rule', 'number-unassigned=off', '--fail-on', 'notice']).exit).toBe(0)
    expect(keplint(warned, ['--rule', 'number-unassigned=off', '--rule', 'number-unassigned=error']).exit).toBe(1)
  })
  test('--today is the day that dates are compared with', () => {
    expect(keplint(warned, ['--today', '2025-12-31']).exit).toBe(0)
    expect(keplint(warned, ['--today', '2025-12-30']).stdout).toContain(
      '2026-01-01 is in the future; today is 2025-12-30',
    )
  })
})

describe('what cannot be done is one line that says what and where', patient, () => {
  const kep = draft('keps/one', 'One')
  const what = `a KEP is ${placesOf(profiles)}`
  const cases: readonly (readonly [args: readonly string[], says: string])[] = [
    [['--fial-on', 'error'], 'unknown option --fial-on; did you mean --fail-on?'],
    [['--fail-on', 'eror'], '--fail-on "eror" is not one of error, warning, notice, never; did you mean error?'],
    [['--fail-on'], '--fail-on needs a value'],
    [['--format', 'picture'], `--format "picture" is not one of ${formats.join(', ')}`],
    [['--rule', 'uuid-unique'], '--rule "uuid-unique" has no severity: write ID=SEVERITY, as in uuid-unique=off'],
    [['--rule', 'uuid-uniqe=off'], 'unknown rule "uuid-uniqe"; did you mean uuid-unique?'],
    [['--rule', 'uuid-unique=on'], '--rule uuid-unique "on" is not one of off, error, warning, notice'],
    [['--today', 'yesterday'], '--today "yesterday" is not a date: write YYYY-MM-DD'],
    [['--today', '2026-02-30'], '--today "2026-02-30" is a day that does not exist'],
    [['--profile', 'kep1a'], `profile "kep1a" is not one of auto, ${builtIn}, nor a .yaml file; did you mean kep-1a?`],
    [['--profile', 'ours.yaml'], 'the profile ours.yaml does not exist'],
    [['--repository', 'enhancements'], '--repository "enhancements" is not OWNER/NAME, as in kubernetes/enhancements'],
    [['--grow'], '--grow is not an option of check'],
    [['baseline', 'keps'], 'baseline takes no path, but "keps" is given: it holds the findings of the whole tree'],
    [['rules', 'keps'], 'rules takes no path, but "keps" is given'],
    [['rules', '--format', 'github'], '--format "github" is not one of text, json'],
    [['explain'], 'explain takes the id of one rule, but 0 are given; keplint rules lists them'],
    [['explain', 'uuid'], 'unknown rule "uuid"; keplint rules lists them'],
    [['explain', 'uuid-uniq'], 'unknown rule "uuid-uniq"; did you mean uuid-unique?'],
    [['keps/oone'], 'keps/oone does not exist in ROOT; did you mean keps/one?'],
    [['chekc'], 'unknown command chekc, and no such path; did you mean check?'],
    [['rule', 'keps'], 'unknown command rule, and no such path; did you mean rules?'],
    [['EXPLAIN', 'uuid-unique'], 'unknown command EXPLAIN, and no such path; did you mean explain?'],
    [['hepl'], 'unknown command hepl, and no such path; did you mean help?'],
    [['basline', '--root', 'docs'], 'unknown command basline, and no such path; did you mean baseline?'],
    [['./chekc'], './chekc does not exist in ROOT'],
    [['keps', 'chekc'], 'chekc does not exist in ROOT'],
    [[`keps/${'x'.repeat(300)}`], `keps/${'x'.repeat(95)}… (305 characters) is too long for a path`],
    [['x/'.repeat(3000)], `${'x/'.repeat(50)}… (6000 characters) is too long for a path`],
    [['--config', 'x'.repeat(256)], `${'x'.repeat(256)} could not be opened: its path is too long`],
    [['--output', 'x'.repeat(256)], `--output ${'x'.repeat(256)} cannot be written: its path is too long`],
    [['loop'], 'loop is a symbolic link that leads nowhere'],
    [['loop/x'], 'loop/x does not exist in ROOT'],
    [['--root', 'loop'], 'the root ROOT/loop cannot be read: it is a symbolic link'],
    [['--config', 'loop'], 'loop could not be opened: it is a symbolic link'],
    [['..'], '.. is outside the root ROOT'],
    [['/etc/passwd'], '/etc/passwd is outside the root ROOT'],
    [['--root', 'nowhere'], 'the root ROOT/nowhere cannot be read: no such file or directory'],
    [['--root', 'keps/one/summary.md'], 'the root ROOT/keps/one/summary.md is not a directory'],
    [['docs'], `no KEP found in docs of ROOT; ${what}`],
    [['docs/**', '!docs/x'], `no KEP found in docs/**, !docs/x of ROOT; ${what}`],
    [['--output', 'no/such/report'], '--output no/such/report cannot be written: no such file or directory'],
    [['--output', 'keps'], '--output keps cannot be written: it is a directory'],
  ]
  test.each(cases)('%j', (args, says) => {
    const root = tree({ ...kep, 'docs/x/y.md': '# Y\n' })
    symlinkSync('loop', join(root, 'loop'))
    expect(keplint(root, args)).toEqual({ exit: 2, stdout: '', stderr: `keplint: ${says}\n` })
  })

  test('an empty root', () => {
    const ran = keplint(tree({}))
    expect(ran).toEqual({ exit: 2, stdout: '', stderr: `keplint: no KEP found in . of ROOT; ${what}\n` })
  })

  test.skipIf(process.getuid?.() === 0)('a root that nobody may list', () => {
    const root = tree({ 'locked/x': '' })
    chmodSync(join(root, 'locked'), 0)
    const ran = keplint(root, ['--root', 'locked'])
    chmodSync(join(root, 'locked'), 0o755)
    expect(ran).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringMatching(/^keplint: the root [^\n]*\n$/) })
  })

  test('what is in the words of the caller is shown, not obeyed', () => {
    const ran = keplint(tree(kep), ['\n::error::\u001b\u202e'])
    expect(ran.stdout).toBe('')
    expect(ran.stderr).toBe('keplint: ␊::error::␛\\u202e does not exist in ROOT\n')
  })
})

test('a directory that is called almost like a command is one', patient, () => {
  const root = tree({ ...draft('rule/one', 'One'), ...draft('help/two', 'Two') })
  expect(keplint(root, ['rule'])).toMatchObject({ exit: 0, stdout: '1 KEP checked, nothing found\n' })
  expect(keplint(root, ['./help'])).toMatchObject({ exit: 0, stdout: '1 KEP checked, nothing found\n' })
  expect(runBundle(root, ['help'])).toEqual(runBundle(root, ['--help']))
})

describe('rules, explain, help and version', patient, () => {
  const root = tree({})
  test('rules', () => {
    const ran = keplint(root, ['rules'])
    expect([ran.exit, ran.stderr]).toEqual([0, ''])
    expect(
      ran.stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/ {2,}/)),
    ).toEqual(rules.map(({ id, severity, summary }) => [id, severity, summary]))
  })
  test('rules as JSON', () => {
    const url = (id: string): string => `https://github.com/keplint/keplint/blob/v1/src/lint/rules/${id}.md`
    expect(JSON.parse(keplint(root, ['rules', '--format', 'json']).stdout)).toEqual(
      rules.map(({ id, severity, summary }) => ({ id, severity, summary, url: url(id) })),
    )
  })
  test.each(['uuid-unique', rules[0]?.id ?? ''])(
    'explain %s shows its page, the examples if they are asked for',
    (id) => {
      const page = readFileSync(new URL(`../../src/lint/rules/${id}.md`, import.meta.url), 'utf8')
      expect(keplint(root, ['explain', id, '--examples'])).toEqual({ exit: 0, stdout: page, stderr: '' })
      const short = `${page.slice(0, page.indexOf('\n## Fails\n')).trimEnd()}\n\nkeplint explain ${id} --examples shows examples\n`
      expect(runBundle(root, ['explain', id])).toEqual({ exit: 0, stdout: short, stderr: '' })
    },
  )
  test('--version', () => {
    expect(runBundle(root, ['--version'])).toEqual({ exit: 0, stdout: `${version}\n`, stderr: '' })
  })
  test('--help names every option, in lines that fit a terminal', () => {
    const ran = runBundle(root, ['check', '--help', '--nonsense'])
    expect([ran.exit, ran.stderr]).toEqual([0, ''])
    for (const option of [
      '--root',
      '--config',
      '--profile',
      '--fail-on',
      '--rule',
      '--grow',
      '--today',
      '--format',
      '--output',
    ]) {
      expect(ran.stdout).toContain(option)
    }
    expect(ran.stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })
})

describe('paths', patient, () => {
  const uuid = 'uuid: 0d0a2f4e-7c1b-4f3e-9a65-0f3c6a1b2c3d\n'
  const shared = (directory: string, title: string): Files => ({
    ...draft(directory, title),
    [`${directory}/metadata.yaml`]: String(draft(directory, title)[`${directory}/metadata.yaml`]).replace(
      /uuid: .*\n/,
      uuid,
    ),
  })
  const root = tree({
    ...shared('keps/sig-a/one', 'One'),
    ...shared('keps/sig-b/two', 'Two'),
    ...draft('keps/sig-b/3', 'Three'),
  })
  const [one, two] = ['keps/sig-a/one', 'keps/sig-b/two'].map(
    (path) =>
      `${path}/metadata.yaml:6:7 uuid is also used by ${path.endsWith('one') ? 'keps/sig-b/two' : 'keps/sig-a/one'}`,
  )
  const reported = (args: readonly string[], at = root): readonly [number, readonly (string | undefined)[]] => {
    const { stdout } = keplint(at, ['--format', 'json', ...args])
    const { keps, findings } = JSON.parse(stdout) as {
      readonly keps: readonly unknown[]
      readonly findings: readonly { path: string; line: number; column: number; message: string }[]
    }
    return [keps.length, findings.map(({ path, line, column, message }) => `${path}:${line}:${column} ${message}`)]
  }

  test.each([
    ['none', [], [3, [one, two]]],
    ['the usual directory', ['keps'], [3, [one, two]]],
    ['the root', ['.'], [3, [one, two]]],
    ['a directory below', ['keps/sig-b'], [2, [two]]],
    ['a KEP', ['keps/sig-a/one/'], [1, [one]]],
    ['a file', ['keps/sig-a/one/metadata.yaml'], [1, [one]]],
    ['a section', ['keps/sig-b/two/summary.md'], [1, [two]]],
    ['files, as pre-commit gives them', ['keps/sig-a/one/summary.md', 'keps/sig-b/3/metadata.yaml'], [2, [one]]],
    ['a glob below', ['keps/sig-b/**'], [2, [two]]],
    ['a glob of the whole', ['keps/**'], [3, [one, two]]],
    ['what is left out', ['!keps/sig-b'], [1, []]],
    ['a word that is also a command', ['check', './keps/sig-a'], [1, [one]]],
  ] as const)('%s', (_, args, expected) => expect(reported(args)).toEqual(expected))

  test('files that belong to no KEP report nothing, and that is fine', () => {
    write(root, { 'docs/x.md': '# X\n' })
    expect(keplint(root, ['docs/x.md'])).toEqual({ exit: 0, stdout: '0 KEPs checked, nothing found\n', stderr: '' })
  })

  test('from another directory, all is relative to --root', () => {
    const elsewhere = tree({})
    const ran = keplint(elsewhere, ['--root', root, '--format', 'json', 'keps/sig-a'])
    expect(ran.stdout).toBe(keplint(root, ['--format', 'json', 'keps/sig-a']).stdout)
  })
})

test('--severity shows what is as severe, and says what is not shown; the exit code is that of all', () => {
  const root = tree(harbour)
  const all = keplint(root, ['--fail-on', 'notice', '--severity', 'error', '--format', 'compact'])
  expect(all).toMatchInlineSnapshot(`
    {
      "exit": 1,
      "stderr": "keplint: 1 warning, 1 notice not shown (--severity error)
    ",
      "stdout": "keps/sig-network/9-tugs/kep.yaml:5:9: error: status is "implementd", not a known state; did you mean implemented? [metadata-schema]
    keps/sig-network/9-tugs/kep.yaml:8:12: error: replaces "/keps/sig-node/1-rowing" does not exist in this tree [reference-exists]
    ",
    }
  `)
})

describe('--since', () => {
  test('says what is new and what is fixed', () => {
    const root = tree(harbour)
    expect(keplint(root, ['--output', 'last.json', '--quiet']).exit).toBe(1)
    write(root, { 'keps/sig-network/9-tugs/README.md': '# KEP-8: Tugs\n\n## Summary\n\nTugs.\n' })
    const { stdout } = keplint(root, ['--since', 'last.json'])
    expect(stdout.slice(stdout.indexOf('since '))).toMatchInlineSnapshot(`
      "since last.json: 2 new, 1 fixed, 3 still there
        new    error  keps/sig-network/9-tugs/README.md:1 heading says KEP-8, but kep-number 9 is the KEP's number  number-matches
        new    notice  keps/sig-network/9-tugs/kep.yaml:5 sections Motivation, Goals, Non-Goals, Proposal, Design Details, Test Plan and Graduation Criteria are missing; status implemented requires them  section-required
        fixed  notice  keps/sig-network/9-tugs/README.md sign-off checklist has an open (R) box "Tests are in place", but status is implemented; tick what was done  signoff-complete
      "
    `)
  })

  test.each([
    ['none.json', '--since none.json cannot be read: no such file or directory'],
    ['keps', '--since keps cannot be read: it is a directory'],
    ['keps/sig-node/cranes/metadata.yaml', '--since keps/sig-node/cranes/metadata.yaml is not JSON that keplint wrote'],
  ])('%s is refused', (file, message) => {
    expect(keplint(tree(harbour), ['--since', file])).toEqual({ exit: 2, stdout: '', stderr: `keplint: ${message}\n` })
  })
})

/** What must not be in any output: it stands beside the tree, and links lead to it. */
const secret = 'hunter2-of-the-harbour-master'

/** A tree by somebody who means harm. */
function hostileTree(): string {
  const outside = tree({
    'secret.md': `---\ntitle: ${secret}\n---\n# ${secret}\n`,
    'secret.yaml': `title: ${secret}\n`,
  })
  const root = tree({
    ...draft('keps/one', '"\\e[31m\\u202e::error::x"', '__proto__: { polluted: 1 }\nconstructor: 1\n'),
    ...draft('keps/new\nline', 'Lines', 'kep_number: "\\n::error::x"\n'),
    ...draft('keps/::error file=x::y', 'Commands', 'nonsense: ##[error]z\n'),
    ...draft('keps/\u001b]0;x\u0007', 'Escapes', 'kep_number: 1\n'),
    ...draft('keps/\u202ecba', 'Bidi', 'kep_number: 2\n'),
    ...draft('keps/<img src=x onerror=y>|@octocat', '"<script>alert(1)</script> @kubernetes/all"', 'kep_number: 3\n'),
    'keps/bomb/metadata.yaml': 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n',
    'keps/deep/metadata.yaml': `title: ${'['.repeat(50_000)}`,
    'keps/huge/metadata.yaml': `title: ${'x'.repeat(300_000)}\n`,
    'keps/latin/metadata.yaml': Uint8Array.of(0x74, 0x3a, 0x20, 0xe9, 0x0a),
    'keps/wide/metadata.yaml': Uint8Array.of(0xff, 0xfe, 0x74, 0, 0x3a, 0),
    'keps/null/metadata.yaml': 'title: "a\0b"\n',
    'keps/long/metadata.yaml': `title: T\n${'k'.repeat(5000)}: ${'v'.repeat(5000)}\n`,
    'keps/keys/metadata.yaml': '__proto__: 1\n? [a]\n: b\n',
    ...draft(
      'keps/links',
      'Links',
      'superseded_by: ../../../secret.md\nreplaces: [/etc/passwd, "file:///etc/passwd"]\n',
    ),
  })
  for (const [from, to] of [
    ['keps/links/design.md', join(outside, 'secret.md')],
    ['keps/links/out', outside],
    ['keps/links/loop', '.'],
    ['keps/links/self.md', 'self.md'],
    ['keps/links/passwd.md', '/etc/passwd'],
    ['keps/stolen/metadata.yaml', join(outside, 'secret.yaml')],
    ['keps/aside', outside],
    ['keps/flat.md', join(outside, 'secret.md')],
    ['OWNERS_ALIASES', join(outside, 'secret.yaml')],
    ['sigs.yaml', join(outside, 'secret.yaml')],
  ] as const) {
    mkdirSync(join(root, from, '..'), { recursive: true })
    symlinkSync(to, join(root, from))
  }
  spawnSync('mkfifo', [join(root, 'keps/links/pipe.md')])
  return root
}

describe('a hostile tree', patient, () => {
  const root = hostileTree()
  const ran = new Map(formats.map((format) => [format, keplint(root, ['--format', format, '--fail-on', 'notice'])]))

  test.each(formats)('as %s: it is read to its end, and nothing of it does harm', (format) => {
    const { exit, stdout, stderr } = ran.get(format) ?? { exit: null, stdout: '', stderr: '' }
    expect([exit, stderr]).toEqual([1, ''])
    expect(stdout).toMatch(/new(?:␊|\\n|%0A|\\u000a|<code>)/)
    expect(stdout).not.toContain(secret)
    expect(stdout).not.toContain('root:')
    // A workflow command names the file as it is called, and the runner shows nothing of it.
    expect(stdout.replace(/^(::\w+ file=)[^,]*/gm, '$1')).not.toMatch(
      /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff]/,
    )
    const { commands } = interpret(stdout, root)
    const own = format === 'github' ? ['error', 'warning', 'notice'] : []
    expect(commands.filter(({ name }) => !own.includes(name))).toEqual([])
    expect(builtKeplint(root, ['--format', format, '--fail-on', 'notice'])).toEqual(ran.get(format))
  })

  test('each file that is refused says why, at its place', () => {
    const { findings } = JSON.parse(ran.get('json')?.stdout ?? '') as {
      readonly findings: readonly { rule: string; path: string; message: string }[]
    }
    expect(
      findings.filter(({ rule }) => rule === 'file-refused').map(({ path, message }) => `${path}: ${message}`),
    ).toEqual([
      'OWNERS_ALIASES: OWNERS_ALIASES is a symbolic link to a place outside the tree',
      'keps/aside: aside is a symbolic link to a place outside the tree',
      'keps/flat.md: flat.md is a symbolic link to a place outside the tree',
      'keps/huge/metadata.yaml: metadata.yaml is 293 KiB, more than the 256 KiB that keplint reads',
      'keps/latin/metadata.yaml: metadata.yaml is not UTF-8 text',
      'keps/links/design.md: design.md is a symbolic link to a place outside the tree',
      'keps/links/out: out is a symbolic link to a place outside the tree',
      'keps/links/passwd.md: passwd.md is a symbolic link to a place outside the tree',
      'keps/links/pipe.md: pipe.md is a named pipe, not a regular file',
      'keps/links/self.md: self.md is a symbolic link that leads nowhere',
      'keps/stolen/metadata.yaml: metadata.yaml is a symbolic link to a place outside the tree',
      'keps/wide/metadata.yaml: metadata.yaml is UTF-16, not UTF-8 text',
      'sigs.yaml: sigs.yaml is a symbolic link to a place outside the tree',
    ])
  })

  test('the JSON is what its schema says', () => {
    expect(reportFaults(JSON.parse(ran.get('json')?.stdout ?? ''))).toEqual([])
  })

  test('its baseline holds it all, and nothing from outside', () => {
    const copy = hostileTree()
    expect(keplint(copy, ['baseline']).exit).toBe(0)
    expect(readFileSync(join(copy, '.keplint-baseline.json'), 'utf8')).not.toContain(secret)
    expect(keplint(copy, ['--fail-on', 'notice', '--format', 'github'])).toEqual({ exit: 0, stdout: '', stderr: '' })
  })

  test('a baseline is not written through a link that is put there', () => {
    const copy = tree(draft('keps/one', 'One'))
    const outside = tree({})
    symlinkSync(join(outside, 'made.json'), join(copy, '.keplint-baseline.json'))
    expect(keplint(copy, ['baseline']).stderr).toBe(
      'keplint: the baseline .keplint-baseline.json could not be opened: it is a symbolic link\n',
    )
    expect(existsSync(join(outside, 'made.json'))).toBe(false)
  })

  test('a root that is itself hostile is named safely', () => {
    const home = tree({ ...draft('r/keps/one', 'One') })
    const name = '\u001b[31m\n::error::r'
    renameSync(join(home, 'r'), join(home, name))
    const says = keplint(home, ['--root', name, 'nothing']).stderr
    expect(says).toBe('keplint: nothing does not exist in ROOT/␛[31m␊::error::r\n')
  })
})

describe('the same tree gives the same bytes', patient, () => {
  test.each(formats)('as %s', (format) => {
    const broken = join(examples, 'broken')
    expect(builtKeplint(broken, ['--format', format])).toEqual(keplint(broken, ['--format', format]))
  })
  test('in any language and time zone, and with the configuration of any user', () => {
    const root = tree(harbour)
    const plain = builtKeplint(root, ['--format', 'json'])
    for (const env of [
      { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
      { TZ: 'Pacific/Kiritimati' },
      { CI: 'true', GITHUB_ACTIONS: 'true' },
    ]) {
      expect(builtKeplint(root, ['--format', 'json'], env)).toEqual(plain)
    }
  })
})

describe('the built command, in a process of its own, does what its sources do', patient, () => {
  test.each<[number, readonly string[]]>([
    [1, []],
    [0, ['--output', 'report.md', '--format', 'markdown', 'keps/sig-node']],
    [0, ['--fail-on', 'never', '--profile', 'kep-1a']],
    [0, ['keps/sig-node/0007-quays']],
    [0, ['baseline', '--quiet']],
    [0, ['rules', '--format', 'json']],
    [0, ['explain', 'uuid-unique']],
    [2, ['--fial-on', 'error']],
    [2, ['baseline', 'keps']],
    [2, ['nowhere']],
    [2, ['--base', 'main']],
  ])('exit code %i: %j', (exit, args) => {
    const built = builtKeplint(tree(harbour), args)
    expect(built.exit).toBe(exit)
    expect(built).toEqual(keplint(tree(harbour), args))
  })
})

test('a reader that stops early is no failure of ours', patient, () => {
  const command = `'${process.execPath}' '${bundle}' --today 2026-11-20 --format json --fail-on never; echo "exit $?" >&2`
  const ran = spawnSync('sh', ['-c', `{ ${command}; } | head -c 10`], {
    cwd: join(examples, 'broken'),
    encoding: 'utf8',
  })
  expect([ran.stdout.length, ran.stderr]).toEqual([10, 'exit 0\n'])
})

test.runIf(process.platform === 'linux')('a disk that is full is one line, and no verdict', patient, () => {
  const command = `'${process.execPath}' '${bundle}' --today 2026-11-20`
  const script = `${command} >/dev/full; echo "exit $?"; ${command} --output /dev/full; echo "exit $?"`
  const ran = spawnSync('sh', ['-c', script], { cwd: join(examples, 'broken'), encoding: 'utf8' })
  expect([ran.stdout, ran.stderr]).toEqual([
    'exit 2\nexit 2\n',
    'keplint: standard output cannot be written: no space left\n' +
      'keplint: --output /dev/full cannot be written: no space left\n',
  ])
})

test('a line that holds very many findings is shown around each of them', patient, () => {
  const root = tree({ 'keps/one/metadata.yaml': `{${'a: 1, '.repeat(40_000)}}`, 'keps/one/summary.md': '# Summary\n' })
  expect(keplint(root, ['--quiet', '--output', 'report.txt'])).toEqual({ exit: 1, stdout: '', stderr: '' })
  const lines = readFileSync(join(root, 'report.txt'), 'utf8').split('\n')
  // Each but the first `a` repeats it, and the report counts the findings of the rule once more at its end.
  expect(lines.filter((line) => line.endsWith('  metadata-readable'))).toHaveLength(40_000)
  expect(lines.every((line) => line.length < 200)).toBe(true)
})
