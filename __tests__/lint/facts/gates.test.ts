import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gateAnswerOf } from '../../../src/lint/facts/gates.js'
import { readComments } from '../../../src/lint/markdown/comments.js'
import { readMarkdown } from '../../../src/lint/markdown/document.js'

const answerIn = (text: string) => gateAnswerOf(readMarkdown('README.md', text), readComments(text))

const box = (mark: string, rest = 'Feature gate (also fill in values in `kep.yaml`)'): string => `- [${mark}] ${rest}\n`

describe('the answer of a questionnaire', () => {
  test.each([
    ['no box', 'By hand.\n', null],
    ['a box of something else', box('x', 'Feature gate locked to true'), null],
    ['a box in a comment', `<!--\n${box('x')}-->\n`, null],
    ['a ticked box', box('x'), { ticked: true, open: false, gates: [] }],
    ['a box that is ticked otherwise', box('*'), { ticked: true, open: false, gates: [] }],
    ['an open box', box(' '), { ticked: false, open: true, gates: [] }],
    ['another box that is ticked', box(' ') + box('X', 'Other'), { ticked: false, open: false, gates: [] }],
    [
      'a box that is ticked below another heading',
      `${box(' ')}\n# Next\n\n${box('X', 'Other')}`,
      { ticked: false, open: true, gates: [] },
    ],
    ['words beside the box', `${box(' ')}\nThere is none.\n`, { ticked: false, open: false, gates: [] }],
    [
      'words below another heading',
      `${box(' ')}\n# Next\n\nThere is none.\n`,
      { ticked: false, open: true, gates: [] },
    ],
    ['a comment beside the box', `${box(' ')}\n<!--\nPick one.\n-->\n`, { ticked: false, open: true, gates: [] }],
    [
      'gates in code',
      `${box('x')}  - Feature gate name: \`SpareDisks\` and \`Drawer\` of the Kubelet\n`,
      { ticked: true, open: false, gates: ['SpareDisks', 'Drawer'] },
    ],
    [
      'gates in words',
      `${box('x')}  - Feature gate names: SpareDisks, DrawerLight (new)\n`,
      { ticked: true, open: false, gates: ['SpareDisks', 'DrawerLight'] },
    ],
    [
      'a second answer that is ticked',
      `${box(' ')}\n# Next\n\n${box('x', '**Feature gate**')}`,
      { ticked: true, open: false, gates: [] },
    ],
  ])('%s', (_name, text, expected) => {
    const answer = answerIn(text)
    expect(answer && { ticked: answer.ticked, open: answer.open, gates: answer.gates }).toEqual(expected)
  })

  test('marks the line of the box', () => {
    const text = `# Gates\n\n${box('x')}  - Feature gate name: SpareDisks\n`
    const { start = 0, end = 0 } = answerIn(text)?.box ?? {}
    expect(text.slice(start, end)).toBe(box('x').trimEnd())
  })

  test('is ticked where one of its boxes is, and never ticked and open', () => {
    const line = fc.constantFrom('x', 'X', ' ').map((mark) => ({ mark, text: box(mark) }))
    const other = fc
      .constantFrom('', '\n', 'Words.\n', '- an item\n', '<!-- a remark -->\n')
      .map((text) => ({ mark: '', text }))
    fc.assert(
      fc.property(fc.array(fc.oneof(line, other), { maxLength: 20 }), (lines) => {
        const boxes = lines.filter(({ mark }) => mark !== '')
        const answer = answerIn(lines.map(({ text }) => text).join(''))
        expect(answer === null).toBe(boxes.length === 0)
        expect(answer?.ticked ?? false).toBe(boxes.some(({ mark }) => mark.trim() !== ''))
        expect(answer?.ticked && answer.open).not.toBe(true)
      }),
    )
  })

  test('holds for any text', () => {
    const unit = fc.constantFrom(
      '- [x] ',
      '- [ ] ',
      'Feature gate',
      ' name:',
      '*',
      '`A`',
      '\n',
      '# ',
      '<!--',
      '-->',
      ' ',
      'Aa',
      '_',
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 200 }), (text) => {
        const answer = answerIn(text)
        if (answer === null) return
        expect(text.slice(answer.box.start, answer.box.end)).toMatch(/feature gate/i)
        expect(answer.ticked && answer.open).toBe(false)
      }),
    )
  })
})
