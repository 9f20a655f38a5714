import { afterAll, describe, expect, test } from 'vitest'

import type { Tree } from '../../src/lint/model/tree.js'
import { startCounting } from '../support/steps.js'

// The engine is loaded after counting began, so that its blocks are counted.
const counter = startCounting()
const { lint } = await import('../../src/lint/lint.js')
const { renderText } = await import('../../src/lint/reporters/text.js')
const { renderJson } = await import('../../src/lint/reporters/json.js')
const { renderSummary } = await import('../../src/lint/reporters/summary/summary.js')
const { annotationCommand, renderAnnotations } = await import('../../src/lint/reporters/annotations.js')
afterAll(() => counter.stop())

type Files = Readonly<Record<string, string>>

/** Makes input of one kind that is about so many characters long. */
type Kind = (size: number) => Files

const metadata = [
  'title: t',
  'kep-number: 1',
  'authors: ["@a"]',
  'owning-sig: sig-node',
  'status: implementable',
  'stage: alpha',
  'latest-milestone: "v1.30"',
  'creation-date: 2020-01-01',
  'reviewers: ["@b"]',
  'approvers: ["@c"]',
  '',
].join('\n')

const times = (piece: string, size: number): string => piece.repeat(Math.ceil(size / piece.length))
const numbered = (piece: (i: number) => string, size: number): string => {
  const pieces: string[] = []
  for (let i = 0, length = 0; length < size; i++) length += (pieces[pieces.push(piece(i)) - 1] ?? '').length
  return pieces.join('')
}
const text = (body: string, yaml = metadata): Files => ({
  'keps/sig-node/1-a/kep.yaml': yaml,
  'keps/sig-node/1-a/README.md': body,
})
const keps = (yamlOf: (i: number) => string, size: number): Files => {
  const files: Record<string, string> = {}
  for (let i = 1; i <= size / 50; i++) files[`keps/sig-node/${i}-a/kep.yaml`] = yamlOf(i)
  return files
}

const kinds: Readonly<Record<string, Kind>> = {
  'comments in one line': (n) => text(times('<!-- x -->', n)),
  'escaped comments': (n) => text(times('\\<!-- x -->', n)),
  'comments among backticks': (n) => text(times('` <!-- ', n)),
  'comments that never end': (n) => text(times('a <!--\n\n', n)),
  'fences in a line': (n) => text(times('a ``` <!-- b ', n)),
  'links in one line': (n) => text(numbered((i) => `[a](q${i}.md) `, n)),
  'one link, again and again': (n) => text(times('[a](gone.md) ', n)),
  'links in one cell': (n) => text(`a|b\n-|-\n${numbered((i) => `[a](q${i}.md) `, n)}|c\n`),
  'links in the cells of one row': (n) =>
    text(`${times('a|', n)}\n${times('-|', n)}\n${numbered((i) => `[a](q${i}.md)|`, n)}\n`),
  brackets: (n) => text(times('[', n)),
  'headings alike': (n) => text(times('## a\n', n)),
  'headings that take the numbers of others': (n) => text(numbered((i) => (i % 2 ? '# a\n' : `# a-${i}\n`), n)),
  'links to headings': (n) => text(numbered((i) => `# a${i}\n\n[x](#a${i})\n\n`, n)),
  'merge markers': (n) => text(times('<<<<<<< a\n=======\n>>>>>>> b\n', n)),
  'front matter, many times': (n) => text(times('---\ntitle: a\nstatus: b\n---\n', n)),
  'open boxes behind comments': (n) =>
    text(
      times('## Release Signoff Checklist\n- [ ] (R) x <!-- y -->\n', n),
      metadata.replace('implementable', 'implemented'),
    ),
  'comments of a template': (n) => ({
    ...text('# KEP-1: t\n'),
    'keps/NNNN-kep-template/kep.yaml': metadata,
    'keps/NNNN-kep-template/README.md': times('# a\n\n<!-- b c d e -->\n', n),
  }),
  'lines inside brackets that stand too far left': (n) => text('# x\n', `a: [\n${times('b,\n', n)}]\n`),
  'brackets that stand too far left': (n) =>
    text(
      '# x\n',
      numbered((i) => `a${i}: [\nb\n]\n`, n),
    ),
  'quotes that go on too far left': (n) =>
    text(
      '# x\n',
      numbered((i) => `a${i}: "x\ny"\n`, n),
    ),
  'a bracket that nothing closes': (n) => text('# x\n', `a: [\n${times('b,\n', n)}`),
  'brackets that stand too far left, in many files': (n) => keps(() => `title: [\n${times('b,\n', 60)}]\n`, n),
  'keys given again in one line': (n) => text('# x\n', `{${times('a: 1, ', n)}}`),
  people: (n) => text('# x\n', metadata.replace('["@b"]', `[${numbered((i) => `"@b${i}",`, n)}]`)),
  'KEPs with one uuid': (n) =>
    Object.fromEntries(
      Object.entries(keps(() => 'uuid: 0d0a2f4e-7c1b-4f3e-9a65-000000000001\n', n)).map(([path, yaml]) => [
        path.replace('kep.yaml', 'metadata.yaml'),
        yaml,
      ]),
    ),
  'a chain of KEPs': (n) => keps((i) => `title: t${i}\nkep-number: ${i}\nsuperseded-by: ["${i + 1}"]\n`, n),
  'a cycle of KEPs, and a long way into it': (n) =>
    keps((i) => `title: t${i}\nkep-number: ${i}\nsuperseded-by: ["${i < n / 50 ? i + 1 : i - 1}"]\n`, n),
  'a star of KEPs': (n) => ({
    ...keps((i) => `title: t${i}\nkep-number: ${i}\nsuperseded-by: ["1"]\n`, n),
    'keps/sig-node/1-a/kep.yaml': `title: t1\nkep-number: 1\nreplaces: [${numbered((i) => `"${i + 2}",`, n / 10)}]\n`,
  }),
  'a destination with many segments, beside a symbolic link': (n) => text(`[x](${times('a/', n)}b)\n`),
  'destinations with many segments': (n) => text(numbered((i) => `[x](${'a/'.repeat(30)}${i})\n\n`, n)),
}

/** How long the shortest input of a kind is, where that is not `usual`: what is quadratic shows in a tree of many KEPs. */
const sizes: Readonly<Record<string, number>> = {
  'lines inside brackets that stand too far left': 700,
  'brackets that stand too far left': 700,
  'quotes that go on too far left': 700,
  'a bracket that nothing closes': 700,
  'KEPs with one uuid': 25_000,
  'a cycle of KEPs, and a long way into it': 25_000,
  'a star of KEPs': 25_000,
}

function treeOf(files: Files): Tree {
  const paths = Object.keys(files)
  const directories = new Set(['.'])
  for (const path of paths) {
    const segments = path.split('/').slice(0, -1)
    for (const [i] of segments.entries()) directories.add(segments.slice(0, i + 1).join('/'))
  }
  return {
    files: new Set(paths),
    directories,
    links: new Map([['LINK', 'keps']]),
    selected: new Set(paths),
    texts: new Map(Object.entries(files)),
    refused: [],
  }
}

/** The steps of a whole run: reading, rules, and each kind of report. */
function stepsOf(files: Files): number {
  const tree = treeOf(files)
  return counter.steps(() => {
    const report = lint(tree, { today: '2026-11-20', repository: 'o/r', rules: new Map(), only: null })
    renderText(report, { color: false, text: (path) => tree.texts.get(path) })
    renderJson(report, '1.0.0')
    renderSummary(report, { source: null, failOn: 'error', rules: new Map() })
    renderAnnotations(report).forEach(annotationCommand)
  })
}

const usual = 4000

describe('the work grows as the input does', { timeout: 120_000 }, () => {
  stepsOf(text('# x\n'))

  test.each(Object.entries(kinds))('%s', (name, kind) => {
    const size = sizes[name] ?? usual
    const [once = 0, twice = 0, fourTimes = 0] = [size, 2 * size, 4 * size].map((length) => stepsOf(kind(length)))
    expect(once).toBeGreaterThan(size / 10)
    // What is quadratic has a ratio that comes near four.
    expect((fourTimes - twice) / Math.max(twice - once, size)).toBeLessThan(2.8)
  })

  test('a search that begins anew for each hit is told from one that goes on', () => {
    const quadratic = (length: number): number => {
      const hits = 'ab'.repeat(length)
      return counter.steps(() => {
        for (let at = hits.indexOf('b'); at >= 0; at = hits.indexOf('b', at + 1)) hits.lastIndexOf('c', at)
      })
    }
    const [once = 0, twice = 0, fourTimes = 0] = [500, 1000, 2000].map(quadratic)
    expect((fourTimes - twice) / (twice - once)).toBeGreaterThan(3.5)
  })
})
