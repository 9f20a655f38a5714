import { fileURLToPath } from 'node:url'

import { describe, expect, test } from 'vitest'

import { run } from '../src/cli/run.js'
import { fileReader, readSetup } from '../src/host/config.js'
import { realRoot } from '../src/host/selection.js'
import { rules } from '../src/lint/lint.js'
import type { Tree } from '../src/lint/model/tree.js'
import { renderText } from '../src/lint/reporters/text.js'
import { isNew } from './support/new-rules.js'
import { findingLine, readTree, wholeTree } from './support/read-tree.js'
import { lint } from './support/report-schema.js'

const examples = new URL('../examples/', import.meta.url)

/** The rows of the tables of a README: the text of each cell. */
function tableOf(tree: Tree): readonly (readonly string[])[] {
  const lines = tree.texts.get('README.md')?.split('\n') ?? []
  const rows = lines.filter((line) => line.startsWith('| ')).map((line) => line.slice(2, -2).split(' | '))
  return rows.filter(([cell]) => cell !== '---').slice(1)
}

const inBackticks = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)

describe('examples/keps', () => {
  const tree = readTree(new URL('keps/', examples))

  test('nothing is found', () => {
    const report = lint(tree, wholeTree)
    expect(report.findings.map(findingLine)).toEqual([])
    expect(report.keps).toHaveLength(8)
  })

  test('its README shows every KEP with its state and its title', () => {
    const rows = tableOf(tree).map(([state = '', link = '']) => {
      const [, title, path] = /^\[(.*)\]\((.*)\)$/.exec(link) ?? []
      return { state, title, path }
    })
    const { keps } = lint(tree, wholeTree)
    const byPath = (a: { path?: string | undefined }, b: { path?: string | undefined }): number =>
      (a.path ?? '') < (b.path ?? '') ? -1 : 1
    expect(rows.sort(byPath)).toEqual(keps.map(({ state, title, path }) => ({ state, title, path })))
    expect(new Set(keps.map(({ state }) => state)).size).toBe(8)
  })

  test('four defects give their findings, and those that follow from them', () => {
    const drain = 'sig-node/0017-drain-timeout/metadata.yaml'
    const snapshots = 'sig-storage/0051-volume-snapshots'
    const broken = changed(tree, [
      ['sig-network/service-mirroring/metadata.yaml', /^uuid: .*/m, 'uuid: 24D64BD2-e3b5-4005-86b9-d91492a8b73c'],
      [drain, /- f4b1e8f3-.*/, '- f4b1e8f3-3d48-45a1-892d-67cfef6fa5d1'],
      ['sig-network/dual-stack-services/metadata.yaml', /^state: .*/m, 'state: provisionnal'],
      [`${snapshots}/metadata.yaml`, /^ {2}- guides\/operator\.md\n/m, ''],
      [`${snapshots}/guides/operator.md`, /^[^]*$/, null],
    ])
    expect(lint(broken, wholeTree).findings.map(findingLine)).toEqual([
      'sig-network/dual-stack-services/metadata.yaml:9:8 error metadata-schema ' +
        'state is "provisionnal", not a known state; did you mean provisional?',
      'sig-network/service-mirroring/metadata.yaml:11:7 error uuid-unique ' +
        'uuid is also used by sig-storage/shared-scratch-space',
      `${drain}:11:5 error reference-exists ` +
        'superseded_by "f4b1e8f3-3d48-45a1-892d-67cfef6fa5d1" does not exist in this tree',
      'sig-node/0042-graceful-drain/metadata.yaml:15:5 warning reference-reciprocal ' +
        'replaces names sig-node/0017-drain-timeout, whose superseded_by does not name sig-node/0042-graceful-drain',
      `${snapshots}/metadata.yaml:13:8 error section-required ` +
        'guides/operator.md is not in sections; state implementable requires it',
      'sig-storage/shared-scratch-space/metadata.yaml:11:7 error uuid-unique ' +
        'uuid is also used by sig-network/service-mirroring',
    ])
  })
})

describe('examples/broken', () => {
  const directory = new URL('broken/', examples)
  const tree = readTree(directory)
  const root = realRoot(fileURLToPath(directory))
  const { config, profiles, baseline } = readSetup(fileReader(root), { config: null, profile: null })
  const report = lint(tree, { ...wholeTree, config, profiles, baseline })

  const asked = rules.filter((rule) => !isNew(rule))
  /** Rules that files alone, as git keeps them on every system, cannot break; a change takes two trees. */
  const outOfReach = asked
    .filter(
      ({ id, severity, checkChange, checkComparison }) =>
        id === 'file-refused' || severity === 'off' || (checkChange ?? checkComparison),
    )
    .map(({ id }) => id)

  test('the findings, as a terminal shows them', async () => {
    const shown = renderText(report, { color: false, text: (path) => tree.texts.get(path) })
    await expect(shown).toMatchFileSnapshot('snapshots/broken.txt')
  })

  test('the command says the same, and fails', () => {
    const said: string[] = []
    const say = (text: string): void => void said.push(text)
    const terminal = {
      cwd: root,
      home: root,
      env: {},
      stdout: say,
      stderr: say,
      ask: null,
      stdoutIsTTY: false,
      columns: null,
      stderrIsTTY: false,
    }
    const words = ['--today', wholeTree.today, '--repository', wholeTree.repository ?? '']
    expect(run(words, { ...terminal, now: () => new Date(0) })).toBe(1)
    expect(said.join('')).toBe(renderText(report, { color: false, text: (path) => tree.texts.get(path) }))
  })

  test('every rule has something to say', () => {
    const silent = asked.map(({ id }) => id).filter((id) => !report.findings.some(({ rule }) => rule === id))
    expect(silent).toEqual(outOfReach.sort())
  })

  test('its README tells of every finding, and of nothing else', () => {
    const told = tableOf(tree).map(([where = '', , rule = '']) => ({
      places: inBackticks(where),
      rules: inBackticks(rule),
    }))
    const isIn = (path: string, places: readonly string[]): boolean =>
      places.some((place) => path === place || path.startsWith(`${place}/`))
    const untold = report.findings.filter(
      ({ rule, at }) => !told.some((row) => row.rules.includes(rule) && isIn(at.path, row.places)),
    )
    expect(untold.map(findingLine)).toEqual([])
    const untrue = told.filter(
      (row) =>
        row.rules.length === 0 ||
        !row.rules.every((id) => report.findings.some(({ rule, at }) => rule === id && isIn(at.path, row.places))),
    )
    expect(untrue).toEqual([])
  })
})

/** A copy of a tree with some texts changed; null takes the file away. Each pattern must match once. */
function changed(tree: Tree, changes: readonly (readonly [path: string, from: RegExp, to: string | null])[]): Tree {
  const texts = new Map(tree.texts)
  const files = new Set(tree.files)
  for (const [path, from, to] of changes) {
    const text = texts.get(path) ?? ''
    expect(text.match(new RegExp(from, `${from.flags}g`)), `${from.source} in ${path}`).toHaveLength(1)
    if (to !== null) {
      texts.set(path, text.replace(from, to))
      continue
    }
    texts.delete(path)
    files.delete(path)
  }
  const selected = new Set([...tree.selected].filter((path) => files.has(path)))
  return { ...tree, texts, files, selected }
}
