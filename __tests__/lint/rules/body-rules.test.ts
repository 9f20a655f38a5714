import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/lint/model/finding.js'
import { rules } from '../../../src/lint/rules/index.js'
import { makeTree } from '../../support/pages.js'
import { wholeTree } from '../../support/read-tree.js'
import { lint } from '../../support/report-schema.js'

type Texts = Readonly<Record<string, string>>

function found(rule: string, texts: Texts): readonly Finding[] {
  return lint(
    makeTree(new Map(Object.entries(texts))),
    wholeTree,
    rules.filter(({ id }) => id === rule),
  ).findings
}

/** A finding with its related places, a line each. */
const lines = ({ at, severity, message, related = [] }: Finding): readonly string[] => [
  `${at.path}:${at.line} ${severity} ${message}`,
  ...related.map((each) => `  ${each.at.path}:${each.at.line} ${each.message}`),
]

const metadata = 'status: implementable\nstage: beta\nlatest-milestone: v1.36\n'
const kep = (body: string): Texts => ({ 'keps/1-a/kep.yaml': metadata, 'keps/1-a/README.md': body })

describe('section-required', () => {
  const names = ['Summary', 'Motivation', 'Goals', 'Non-Goals', 'Proposal', 'Design Details', 'Test Plan']
  const sections = [...names, 'Graduation Criteria'].map((name) => `## ${name}\n`)

  test.each([
    ['Non-Goals', 'warning', 'keps/1-a/README.md:4'],
    ['Motivation', 'error', 'keps/1-a/README.md:2'],
    ['Test Plan', 'error', 'keps/1-a/README.md:7'],
    ['Summary', 'error', 'keps/1-a/README.md:1'],
  ])('points to the heading after which %s belongs', (name, severity, place) => {
    const body = `# A\n${sections.filter((each) => each !== `## ${name}\n`).join('')}`
    expect(found('section-required', kep(body)).flatMap(lines)).toEqual([
      `keps/1-a/kep.yaml:1 ${severity} section ${name} is missing; status implementable requires it`,
      `  ${place} section ${name} belongs after this heading`,
    ])
  })

  const words = (count: number): string => 'word '.repeat(count)
  const proposal = (text: string): Texts =>
    kep(sections.join('').replace('## Design Details\n', '').replace('## Proposal\n', `## Proposal\n${text}\n`))
  const hint = '; Proposal seems to hold it: move it, or add a heading that refers to it'

  test.each([
    ['3,001 words below a heading of its own', `### How\n${words(3001)}`, `warning`, hint],
    ['as many in two', `### How\n${words(1500)}\n#### And then\n${words(1501)}`, 'warning', hint],
    ['3,000 words', `### How\n${words(3000)}`, 'error', ''],
    ['the words of the proposal itself', words(5000), 'error', ''],
    ['words of another section', `### User Stories\n#### One\n${words(5000)}`, 'error', ''],
    ['words in comments', `### How\n<!--\n${words(5000)}\n-->`, 'error', ''],
  ])('is a warning where Proposal stands for Design Details: %s', (_, text, severity, end) => {
    expect(
      found('section-required', proposal(text))
        .map(lines)
        .map(([line]) => line),
    ).toEqual([
      `keps/1-a/kep.yaml:1 ${severity} section Design Details is missing; status implementable requires it${end}`,
    ])
  })

  test('Design Details may stand for Proposal, and an empty section is as one that is missing', () => {
    const long = sections.join('').replace('## Design Details\n', `## Design Details\n### How\n${words(3001)}\n`)
    const severities = (rule: string, body: string): readonly string[] =>
      found(rule, kep(body)).flatMap(({ message, severity }) => (/Proposal (is|has)/.test(message) ? [severity] : []))
    expect(severities('section-required', long.replace('## Proposal\n', ''))).toEqual(['warning'])
    expect(severities('section-content', long)).toEqual(['warning'])
    expect(severities('section-content', sections.join(''))).toEqual(['error'])
  })
})

test('unresolved relates every other block', () => {
  const body = '<<[UNRESOLVED one]>>\n\n<<[UNRESOLVED]>>\n\n<<[UNRESOLVED: three @octocat ]>>\n'
  expect(found('unresolved', kep(body)).flatMap(lines)).toEqual([
    'keps/1-a/README.md:1 warning block "one" and 2 others are unresolved in a KEP that is implementable; ' +
      'decide, and remove the marks',
    '  keps/1-a/README.md:3 block is unresolved',
    '  keps/1-a/README.md:5 block "three @octocat" is unresolved',
  ])
})

describe('offers to write', () => {
  const offered = (rule: string, yaml: string, heading: string): readonly (string | undefined)[] =>
    found(rule, { 'keps/42-a/kep.yaml': yaml, 'keps/42-a/README.md': `# ${heading}\n` }).map(
      ({ suggestion }) => suggestion,
    )

  test.each([
    ['KEP-42: Spare disks', 'Spare disks'],
    ['KEP-42: Null', '"Null"'],
    ['KEP-42: Yes', '"Yes"'],
    ['KEP-42: true', '"true"'],
    ['KEP-42: Nullable fields', 'Nullable fields'],
  ])('the heading %s as the title %s, which YAML reads as text', (heading, title) => {
    expect(offered('title-unique', 'title: KEP Template\n', heading)).toEqual([title])
  })

  test.each([
    ['42', 'KEP-NNNN: A', ['42']],
    ['42', 'KEP-44: A', ['42']],
    ['43', 'KEP-NNNN: A', [undefined, undefined]],
    ['43', 'KEP-44: A', [undefined, undefined]],
  ])('the number %s in the heading %s only where the directory has it too', (number, heading, suggestions) => {
    expect(offered('number-matches', `kep-number: ${number}\n`, heading)).toEqual(suggestions)
  })
})

describe('prr-questions', () => {
  const questions = [
    'How can this feature be enabled / disabled in a live cluster?',
    'Does enabling the feature change any default behavior?',
    'What happens if we reenable the feature if it was previously rolled back?',
    'Are there any tests for feature enablement/disablement?',
    'Will enabling / using this feature result in any new API calls?',
    'Will enabling / using this feature result in introducing new API types?',
  ]
  const template = {
    'keps/NNNN-template/kep.yaml': 'title: KEP Template\n',
    'keps/NNNN-template/README.md': `### Feature Enablement and Rollback\n${questions.map((each) => `\n###### ${each}\n`).join('')}`,
    'keps/prod-readiness/1.yaml': '',
  }
  const asked = (text: string): readonly Finding[] =>
    found('prr-questions', {
      ...template,
      ...kep(`## Production Readiness Review Questionnaire\n\n### Feature Enablement and Rollback\n\n${text}`),
    })

  test('says where an answer is missing, and where a question is', () => {
    const [first = '', second = '', ...others] = questions
    const text = others.map((each) => `###### ${each}\n\nNo.\n\n`).join('')
    expect(asked(`###### ${second}\n\n${text}`).flatMap(lines)).toEqual([
      `keps/1-a/README.md:5 warning questions "${first}" and "${second}" have no answer; stage beta requires them`,
      `  keps/1-a/README.md:3 "${first}" is missing below this heading`,
    ])
  })

  /** How a KEP may write a question down. */
  const forms: readonly ((question: string) => string)[] = [
    (question) => `###### ${question}`,
    (question) => `#### ${question.toUpperCase().replace('?', '')}`,
    (question) => `### 3. *${question}*`,
    (question) => `* **${question}**`,
    (question) => `- **${question.replace(' ', '\n  ')}**`,
    (question) => question,
  ]
  const answers = ['No.', 'N/A', '- [x] Yes', '```\nyes\n```', '| a |\n| - |', '![a picture](a.png)']
  const blanks = ['', '<!-- Nobody knows. -->', '\n\n', '[a]: https://example.com', '***']

  const fail = (): never => {
    throw new Error('an index that is none')
  }

  test('finds exactly the questions without an answer, in whatever form and order they are asked', () => {
    const entry = fc.record({
      form: fc.constantFrom(...forms),
      answer: fc.option(fc.constantFrom(...answers)),
      blank: fc.constantFrom(...blanks),
    })
    const entries = fc.array(entry, { minLength: questions.length, maxLength: questions.length })
    const order = fc.shuffledSubarray([...questions.keys()], { minLength: questions.length })
    fc.assert(
      fc.property(entries, order, (written, indices) => {
        const text = indices.map((i) => {
          const { form, answer, blank } = written[i] ?? fail()
          return `${form(questions[i] ?? '')}\n\n${answer ?? blank}\n\n`
        })
        // Some text of its own keeps the section from being empty as a whole.
        const findings = asked(`It is told here.\n\n${text.join('')}`)
        const open = questions.filter((_, i) => written[i]?.answer === null)
        const said = findings.flatMap(lines).join('\n')
        expect(findings.length).toBe(open.length === 0 ? 0 : 1)
        expect(findings[0]?.related?.length ?? 0).toBe(Math.max(0, open.length - 1))
        for (const question of open) expect(said).toContain(question.slice(0, 90))
      }),
      { numRuns: 200 },
    )
  })
})
