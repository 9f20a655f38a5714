import { describe, expect, test } from 'vitest'
import { rules } from '../../../src/lint/lint.js'
import { makeTree, shownFinding } from '../../support/pages.js'
import { lint } from '../../support/report-schema.js'

/** What the lifecycle says of each move: `.` is fine, `N` a notice, `W` a warning, `E` an error. */
const table = `
from           draft provisional implementable implemented deferred rejected withdrawn replaced on-hold none
new            .     .           N             W           N        N        N         W        .       .
draft          .     .           W             E           .        .        .         .        .       .
provisional    W     .           .             W           .        .        .         .        .       .
implementable  E     W           .             .           .        .        .         .        .       .
implemented    E     E           W             .           E        E        E         .        .       .
deferred       .     .           .             E           .        .        .         .        .       .
rejected       E     E           E             E           E        .        E         E        .       .
withdrawn      E     E           E             E           E        E        .         E        .       .
replaced       E     E           E             E           E        E        E         .        .       .
on-hold        .     .           .             .           .        .        .         .        .       .
none           .     .           .             .           .        .        .         .        .       .
`

const afterImplementable =
  'implementable may become provisional, implemented, deferred, rejected, withdrawn or replaced'
const afterImplemented = 'implemented may become implementable or replaced'
const afterDeferred = 'deferred may become draft, provisional, implementable, rejected, withdrawn or replaced'

/** What is said of those that are not fine, after the key of the state; what is final says the same of all. */
const words: Readonly<Record<string, string>> = {
  'draft implementable': 'skips provisional: draft to implementable',
  'draft implemented': 'skips provisional and implementable: draft to implemented',
  'provisional draft': 'moved back from provisional to draft',
  'provisional implemented': 'skips implementable: provisional to implemented',
  'implementable draft': `moved back from implementable to draft; ${afterImplementable}`,
  'implementable provisional': 'moved back from implementable to provisional',
  'implemented draft': `moved back from implemented to draft; ${afterImplemented}`,
  'implemented provisional': `moved back from implemented to provisional; ${afterImplemented}`,
  'implemented implementable': 'moved back from implemented to implementable',
  'implemented deferred': `moved from implemented to deferred; ${afterImplemented}`,
  'implemented rejected': `moved from implemented to rejected; ${afterImplemented}`,
  'implemented withdrawn': `moved from implemented to withdrawn; ${afterImplemented}`,
  'deferred implemented': `moved from deferred to implemented; ${afterDeferred}`,
}

/** States in which a proposal is only kept, and which it may open in. */
const records = ['deferred', 'rejected', 'withdrawn']

const formats = [
  { profile: 'kep-1a', file: 'metadata.yaml', number: 'kep_number', key: 'state' },
  { profile: 'kep', file: 'kep.yaml', number: 'kep-number', key: 'status' },
]

const [heads = [], ...rows] = table
  .trim()
  .split('\n')
  .map((line) => line.split(/ +/))
const moves = rows.flatMap(([from = '', ...cells]) => cells.map((cell, i) => ({ from, to: heads[i + 1] ?? '', cell })))
const only = rules.filter(({ id }) => id === 'transition-legal')
const options = { today: '2026-01-15', repository: null, rules: new Map(), only: null }

test('the table has every move', () => {
  expect(moves).toHaveLength(110)
  expect(new Set(moves.map(({ cell }) => cell))).toEqual(new Set(['.', 'N', 'W', 'E']))
  expect(only).toHaveLength(1)
})

describe.each(formats)('$profile', ({ file, number, key }) => {
  const path = `keps/42-spare-disks/${file}`
  const treeIn = (state: string) => {
    const written = { 'on-hold': 'on-hold\n', none: '\n' }[state] ?? `${state}\n`
    const text = `title: Spare disks\n${number}: 42\n${key}: ${written}`
    return makeTree(new Map(state === 'new' ? [] : [[path, text]]))
  }

  const said = (from: string, to: string): string => {
    if (from === 'new' && records.includes(to)) return `a new KEP starts as ${to}, as a record`
    if (from === 'new') return `a new KEP starts as ${to}; start with draft or provisional`
    return `${key} ${words[`${from} ${to}`] ?? `moved from ${from} to ${to}; ${from} is final`}`
  }

  test.each(moves)('$from to $to: $cell', ({ from, to, cell }) => {
    const base = { tree: treeIn(from), name: 'main', setups: null, reviews: null }
    const { findings } = lint(treeIn(to), { ...options, base }, only)
    const severity = { E: 'error', W: 'warning', N: 'notice' }[cell]
    const place = `${path}:3:${key.length + 3}`
    expect(findings.map(shownFinding)).toEqual(severity ? [`${place} ${severity} ${said(from, to)}\n`] : [])
  })
})
