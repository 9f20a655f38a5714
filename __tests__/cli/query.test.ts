import { readFileSync } from 'node:fs'
import Ajv from 'ajv/dist/2020.js'
import { afterAll, describe, expect, test } from 'vitest'

import { keplint, makeTrees } from '../support/run-command.js'

const { tree, remove } = makeTrees()
afterAll(remove)

const kep = (number: number, title: string, more: string): string =>
  `title: ${title}\nkep-number: ${number}\nauthors: ["@mira"]\nreviewers: ["@noor"]\napprovers: ["@otto"]\ncreation-date: 2025-01-02\n${more}`
const sections = [
  'Summary',
  'Motivation',
  'Goals',
  'Non-Goals',
  'Proposal',
  'Design Details',
  'Test Plan',
  'Graduation Criteria',
]
const body = (number: number, title: string, without = ''): string =>
  `# KEP-${number}: ${title}\n\n${sections
    .filter((name) => name !== without)
    .map((name) => `## ${name}\n\nThe racks stay warm.\n`)
    .join('\n')}`
const work = (sig: string, release: string): string =>
  `owning-sig: ${sig}\nstatus: implementable\nstage: alpha\nlatest-milestone: "${release}"\nmilestone:\n  alpha: "${release}"\n`

const root = tree({
  'keps/sig-node/42-warm-racks/kep.yaml': kep(42, 'Warm racks', work('sig-node', 'v1.37')),
  'keps/sig-node/42-warm-racks/README.md': body(42, 'Warm racks', 'Test Plan'),
  'keps/sig-node/7-cold-racks/kep.yaml': kep(7, '"=HYPERLINK(""x"")"'.replaceAll('""', "'"), work('sig-node', 'v1.37')),
  'keps/sig-node/7-cold-racks/README.md': body(7, 'Cold racks'),
  'keps/sig-apps/100-jobs/kep.yaml': kep(100, 'Jobs | more', 'owning-sig: sig-apps\nstatus: provisional\n'),
  'keps/sig-apps/100-jobs/README.md': body(100, 'Jobs'),
})
const query = (...args: readonly string[]) => keplint(root, ['query', ...args])

describe('a list of KEPs', () => {
  test('is a table, sorted by number', () => {
    expect(query()).toEqual({
      exit: 0,
      stdout: [
        'NUMBER  TITLE            SIG       STATE          STAGE  MILESTONE  ERRORS',
        "7       =HYPERLINK('x')  sig-node  implementable  alpha  v1.37      0",
        '42      Warm racks       sig-node  implementable  alpha  v1.37      1',
        '100     Jobs | more      sig-apps  provisional                      0',
        '',
      ].join('\n'),
      stderr: 'keplint: 3 KEPs of 3\n',
    })
  })

  test('--blocking says what each KEP of a release waits for', () => {
    const { stdout, stderr } = query('--blocking', '1.37', '--columns', 'number,blocks')
    expect(stdout).toBe('NUMBER  BLOCKS\n7\n42      Test Plan\n')
    expect(stderr).toBe('keplint: 2 KEPs of 3; 1 of them owe nothing\n')
  })

  test('--blocking says which state, stage and release a KEP still has to come to, and leaves out what is over', () => {
    const planned = (status: string): string =>
      `owning-sig: sig-node\nstatus: ${status}\nstage: alpha\nlatest-milestone: "v1.36"\nmilestone:\n  alpha: "v1.36"\n  beta: "v1.37"\n`
    const other = tree({
      'keps/sig-node/1-a/kep.yaml': kep(1, 'A', planned('implementable')),
      'keps/sig-node/1-a/README.md': body(1, 'A'),
      'keps/sig-node/2-b/kep.yaml': kep(2, 'B', planned('provisional')),
      'keps/sig-node/2-b/README.md': body(2, 'B', 'Goals'),
      'keps/sig-node/3-c/kep.yaml': kep(3, 'C', planned('withdrawn')),
      'keps/sig-node/3-c/README.md': body(3, 'C'),
    })
    expect(keplint(other, ['query', '--blocking', 'v1.37', '--columns', 'number,blocks', '--quiet']).stdout).toBe(`\
NUMBER  BLOCKS
1       stage beta; latest milestone v1.37
2       state implementable; stage beta; latest milestone v1.37; Goals
`)
  })

  test('--next says what each KEP needs for its next state', () => {
    expect(query('--next', '--sig', 'sig-apps', '--columns', 'number,next,next-owes').stdout).toBe(
      'NUMBER  NEXT           NEXT-OWES\n100     implementable\n',
    )
  })

  test('filters of one kind are alternatives, of different kinds conditions', () => {
    const numbers = (...args: readonly string[]): readonly string[] =>
      query(...args, '--columns', 'number', '--quiet')
        .stdout.trim()
        .split('\n')
        .slice(1)
    expect(numbers('--sig', 'sig-node', '--sig', 'SIG-APPS')).toEqual(['7', '42', '100'])
    expect(numbers('--sig', 'sig-node', '--has', 'error')).toEqual(['42'])
    expect(numbers('--author', 'mira', '--state', 'provisional')).toEqual(['100'])
    expect(numbers('--text', 'RACKS warm')).toEqual(['42'])
    expect(numbers('--number', '7,42')).toEqual(['7', '42'])
    expect(numbers('--reviewer', '@nobody')).toEqual([])
  })

  test('JSON is what its schema says', () => {
    const schema = JSON.parse(readFileSync(new URL('../../schemas/index.schema.json', import.meta.url), 'utf8'))
    const validate = new Ajv.default({ strict: false }).compile(schema)
    const entries = JSON.parse(query('--format', 'json', '--next').stdout)
    expect(validate(entries), JSON.stringify(validate.errors)).toBe(true)
    expect(entries).toHaveLength(3)
  })

  test('CSV guards against formulas, and Markdown against bars', () => {
    expect(query('--format', 'csv', '--columns', 'number,title').stdout).toBe(
      "number,title\r\n7,\"'=HYPERLINK('x')\"\r\n42,Warm racks\r\n100,Jobs | more\r\n",
    )
    expect(query('--format', 'markdown', '--columns', 'number,title', '--number', '100').stdout).toBe(
      '| number | title |\n| --- | --- |\n| 100 | Jobs `\\|` more |\n',
    )
  })
})

test.each([
  [['--state', 'implementabel'], '--state "implementabel" is unknown; did you mean implementable?'],
  [['--sig', 'sig-nod'], '--sig "sig-nod" is unknown; did you mean sig-node?'],
  [['--columns', 'titel'], '--columns "titel" is unknown; did you mean title?'],
  [['--sort', 'stat'], '--sort "stat" is unknown; did you mean state?'],
  [['--has', 'uuid-unik'], '--has "uuid-unik" is unknown; did you mean uuid-unique?'],
])('%j is one line with the nearest word', (args, message) => {
  expect(query(...args)).toEqual({ exit: 2, stdout: '', stderr: `keplint: ${message}\n` })
})
