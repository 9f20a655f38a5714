import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { load } from 'js-yaml'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { readInputsOf } from '../../src/action/inputs.js'
import { helpOf } from '../../src/cli/help.js'
import { readOptions, readWords } from '../../src/cli/options.js'
import { UsageError } from '../../src/host/errors/usage-error.js'
import { withInputs } from '../../src/settings/action-yml.js'
import { word } from '../../src/settings/kinds.js'
import { options } from '../../src/settings/options.js'
import { withTables } from '../../src/settings/readme.js'
import { isOf, nameOf, type Place, type Table } from '../../src/settings/table.js'

const textOf = (path: string): string => readFileSync(join(resolve(import.meta.dirname, '../..'), path), 'utf8')
const table: Table = options
const rows = Object.entries(table).map(([key, option]) => ({ name: nameOf(key), key, ...option }))

/** The options that a text adds to another one, line by line. */
const added = (before: string, after: string): readonly string[] => {
  const old = before.split('\n')
  return after.split('\n').filter((line) => !old.includes(line))
}

describe('the table of options', () => {
  test('keeps what is public', () => {
    const namesIn = (place: Place): readonly string[] => rows.filter((row) => isOf(row, place)).map(({ name }) => name)
    const everywhere = ['quiet', 'no-color']
    const tree = ['root', 'repository', 'config', 'profile']
    const count = ['fail-on', 'base', 'scope']
    const inputs = [
      'paths',
      'config-from',
      'annotations',
      'summary',
      'report-file',
      'patch-file',
      'site',
      'since',
      'github-token',
    ]
    const known: Readonly<Record<Place, readonly string[]>> = {
      check: [...tree, ...count, 'rule', 'today', 'format', 'output', ...everywhere],
      fix: [...tree, ...count, 'rule', 'only', 'diff', 'interactive', 'today', ...everywhere],
      query: [
        ...tree,
        'rule',
        'sig',
        'number',
        'author',
        'state',
        'older-than',
        'blocking',
        'next',
        'columns',
        'sort',
        'format',
        ...everywhere,
      ],
      lsp: [...tree, ...everywhere],
      site: [...tree, 'out', 'trend', ...everywhere],
      move: [...tree, 'stage', 'milestone', 'dry-run', 'force', ...everywhere],
      propose: [...tree, 'dry-run', 'force', ...everywhere],
      approve: [...tree, 'dry-run', 'force', ...everywhere],
      accept: [...tree, 'sig', 'reviewer', 'approver', 'dry-run', 'force', ...everywhere],
      plan: [...tree, 'stage', 'milestone', 'dry-run', 'force', ...everywhere],
      supersede: [...tree, 'dry-run', 'force', ...everywhere],
      renumber: [...tree, 'dry-run', 'force', ...everywhere],
      migrate: [...tree, 'to', 'dry-run', 'force', ...everywhere],
      init: [...tree, 'rule', 'yes', 'dry-run', 'today', ...everywhere],
      baseline: [...tree, 'rule', 'grow', 'today', ...everywhere],
      rules: ['format', ...everywhere],
      explain: ['examples', ...everywhere],
      schema: everywhere,
      new: [...tree, 'rule', 'today', 'sig', 'number', 'author', 'dir', 'dry-run', 'force', ...everywhere],
      help: [],
      action: [...tree, ...count, ...inputs],
    }
    for (const place of [
      'check',
      'fix',
      'query',
      'move',
      'propose',
      'approve',
      'init',
      'baseline',
      'rules',
      'explain',
      'schema',
      'new',
      'help',
      'action',
    ] as const) {
      expect(namesIn(place), place).toEqual(expect.arrayContaining([...known[place]]))
    }
    expect(rows.filter(({ command }) => command?.of.length === 0).map(({ name }) => name)).toEqual(['help', 'version'])
  })

  test.each(rows)('has for $name what its readers need', ({ name, command, input, takes, takesIn }) => {
    expect(command ?? input, name).toBeDefined()
    if (command) {
      // A flag takes no value; everything else has a name for its value.
      expect(command.value === undefined).toBe(takes.is === 'flag')
      expect(helpOf(options)).toContain(`--${name}`)
      expect(textOf('README.md')).toContain(`\`--${name}`)
    }
    if (input) {
      expect(input.description).toMatch(/^[A-Z].*\.$/s)
      expect(input.meaning).not.toMatch(/[|\n]|\.$/)
    }
    for (const choice of command && takes.is === 'text' ? (takes.choices ?? []) : []) {
      expect(command?.help, choice).toMatch(new RegExp(`\\b${choice}\\b`))
    }
    for (const choice of input ? ((takesIn?.action ?? takes).choices ?? []) : []) {
      if (choice !== 'true' && choice !== 'false') {
        expect(input?.description, choice).toContain(`"${choice}"`)
        expect(input?.meaning, choice).toContain(`\`${choice}\``)
      }
    }
  })

  test.each(rows)('gives $name a default that it can read', ({ name, takes, takesIn }) => {
    for (const kind of [takes, ...Object.values(takesIn ?? {})]) {
      const asked = { subject: name, rules: [] }
      if (kind.usual !== '') expect(kind.read([kind.usual], asked)).toEqual(kind.read([], asked))
    }
  })

  test('is what action.yml and the README say', () => {
    expect(withInputs(textOf('action.yml'), options)).toBe(textOf('action.yml'))
    expect(withTables(textOf('README.md'), options)).toBe(textOf('README.md'))
    const { inputs } = load(textOf('action.yml')) as { readonly inputs: unknown }
    const expected = rows.flatMap(({ name, input, takes, takesIn }) =>
      input ? [[name, { description: input.description, default: (takesIn?.action ?? takes).usual }]] : [],
    )
    expect(inputs).toEqual(Object.fromEntries(expected))
  })
})

describe('one more row', () => {
  const more = {
    ...options,
    maxKeps: {
      takes: word(['ten', 'all'], 'all'),
      command: { of: ['check'], group: 'What counts', value: 'HOW MANY', help: 'ten or all (default: all)' },
      input: { description: 'How many KEPs are read: "ten" or "all".', meaning: 'how many: `ten` or `all`' },
    },
  } as const satisfies Table

  const ofCommand = (...argv: readonly string[]): 'ten' | 'all' =>
    readOptions(more, 'check', readWords(more, argv), { rules: [] }).maxKeps
  const ofAction = (text: string): 'ten' | 'all' => {
    vi.stubEnv('INPUT_MAX-KEPS', text)
    return readInputsOf(more).maxKeps
  }
  afterEach(() => void vi.unstubAllEnvs())

  test('is an option of the command', () => {
    expect([ofCommand(), ofCommand('--max-keps', 'ten')]).toEqual(['all', 'ten'])
    expect(() => ofCommand('--max-keps=tne')).toThrow(
      new UsageError('--max-keps "tne" is not one of ten, all; did you mean ten?'),
    )
    expect(() => ofCommand('--max-kep=ten')).toThrow(
      new UsageError('unknown option --max-kep; did you mean --max-keps?'),
    )
    expect(() => readWords(options, ['--max-keps', 'ten'])).toThrow(
      new UsageError('unknown option --max-keps; --help lists them'),
    )
  })

  test('is an input of the action', () => {
    expect([ofAction(''), ofAction('ten')]).toEqual(['all', 'ten'])
    expect(() => ofAction('tne')).toThrow(
      new UsageError('input max-keps "tne" is not one of ten, all; did you mean ten?'),
    )
  })

  test('is in the help, in action.yml and in the README', () => {
    expect(added(helpOf(options), helpOf(more))).toEqual(['  --max-keps HOW MANY      ten or all (default: all)'])
    const manifest = textOf('action.yml')
    expect(added(manifest, withInputs(manifest, more))).toEqual([
      '  max-keps:',
      '      How many KEPs are read: "ten" or "all".',
      '    default: all',
    ])
    const readme = textOf('README.md')
    expect(added(readme, withTables(readme, more))).toEqual([
      '| `max-keps` | `all` | how many: `ten` or `all` |',
      '| `--max-keps HOW MANY` | ten or all (default: all) |',
    ])
  })
})
