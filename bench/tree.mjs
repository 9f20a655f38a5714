// Writes a made-up tree of proposals to measure on: node bench/tree.mjs DIRECTORY KEPS
//
// Its sizes are those of a large real tree: for each proposal a kep.yaml of 1 KB and a README.md of some 32 KB with
// 60 headings, fences, tables, check lists and links; one in twenty is in the KEP-1a format, one in two has a
// production-readiness file. Few have defects, as in a tree that is checked. The same number gives the same bytes.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const sigs = [
  'api-machinery',
  'apps',
  'auth',
  'autoscaling',
  'cli',
  'cloud-provider',
  'cluster-lifecycle',
  'instrumentation',
  'network',
  'node',
  'release',
  'scalability',
  'scheduling',
  'storage',
  'testing',
  'windows',
]
const words = `a an any are as at be before but by can cluster component container controller default does each
  endpoint every existing feature field for from gate given has if in into is it its kernel label limit list may
  metric more must name new no node not object of old on one only or other pod policy quota read request resource
  rollout same scheduler server service set should so state status stored than that the their then there this time
  to unless update upgrade user value version volume was watch when where which will with without workload
  write`.split(/\s+/)
const states = ['implementable', 'implemented', 'implementable', 'provisional', 'implemented', 'deferred', 'withdrawn']
const stages = ['alpha', 'beta', 'stable']
const owners = ['@thorn', '@birch', '@maple', '@rowan', '@alder', '@hazel', '@larch', '@aspen']

/** Each heading of the template that a body has, with its level; the others are filled in between. */
const headings = `1 Title
  2 Release Signoff Checklist
  2 Summary
  2 Motivation
  3 Goals
  3 Non-Goals
  2 Proposal
  3 User Stories (Optional)
  4 Story 1
  4 Story 2
  3 Notes/Constraints/Caveats (Optional)
  3 Risks and Mitigations
  2 Design Details
  3 Test Plan
  5 Prerequisite testing updates
  5 Unit tests
  5 Integration tests
  5 e2e tests
  3 Graduation Criteria
  4 Alpha
  4 Beta
  4 GA
  3 Upgrade / Downgrade Strategy
  3 Version Skew Strategy
  2 Production Readiness Review Questionnaire
  3 Feature Enablement and Rollback
  3 Rollout, Upgrade and Rollback Planning
  3 Monitoring Requirements
  3 Dependencies
  3 Scalability
  3 Troubleshooting
  2 Implementation History
  2 Drawbacks
  2 Alternatives
  2 Infrastructure Needed (Optional)`
  .split('\n')
  .map((line) => line.trim().split(/ (.*)/))
  .map(([level, name = '']) => ({ level: Number(level), name }))

/**
 * @typedef {() => number} Random from 0 to 1
 * @typedef {(path: string, text: string) => void} Write
 * @typedef {ReturnType<typeof kepAt>} Kep
 */

/**
 * Writes a tree of this many proposals below `directory`; returns how many files and bytes it has.
 *
 * @param {string} directory
 * @param {number} keps
 */
export function writeTree(directory, keps) {
  let files = 0
  let bytes = 0
  const made = new Set()
  /** @type {Write} */
  const write = (path, text) => {
    const file = join(directory, path)
    const parent = join(file, '..')
    if (!made.has(parent)) mkdirSync(parent, { recursive: true })
    made.add(parent)
    writeFileSync(file, text)
    files++
    bytes += Buffer.byteLength(text)
  }
  const all = Array.from({ length: keps }, (_, i) => kepAt(i))
  const aliases = owners
    .slice(4)
    .map((owner) => `    - ${owner.slice(1)}\n`)
    .join('')
  write('OWNERS_ALIASES', `aliases:\n  prod-readiness-approvers:\n${aliases}`)
  for (const kep of all) {
    if (kep.format === 'kep-1a') writeKep1a(kep, write)
    else writeKep(kep, all, write)
  }
  return { files, bytes }
}

/** @param {number} i */
function kepAt(i) {
  const random = randomFrom(i + 1)
  const number = 100 + i
  const name = `${number}-${text(random, 3).replaceAll(' ', '-')}`
  const sig = `sig-${sigs[(i * 7) % sigs.length]}`
  const format = i % 20 === 19 ? 'kep-1a' : 'kep'
  const state = states[i % states.length]
  const title = `${text(random, 5)} ${number}`
  return { i, number, sig, format, state, random, path: `keps/${sig}/${name}`, title }
}

/**
 * @param {Kep} kep
 * @param {readonly Kep[]} all
 * @param {Write} write
 */
function writeKep(kep, all, write) {
  const { i, number, sig, state, random, path } = kep
  const minor = 20 + (i % 17)
  const stage = stages[i % 3]
  const other = oneOf(random, all)
  // One in a hundred has a typo in a key, one in a hundred leads nowhere.
  const seeAlso = i % 100 === 50 ? 'sea-also' : 'see-also'
  const slug = i % 100 === 70 ? `${other.path}-moved` : other.path
  write(
    `${path}/kep.yaml`,
    `title: ${kep.title}
kep-number: ${number}
authors:
  - "${owners[i % 4]}"
owning-sig: ${sig}
participating-sigs:
  - sig-${sigs[(i + 3) % sigs.length]}
status: ${state}
creation-date: 20${19 + (i % 6)}-0${1 + (i % 9)}-1${i % 10}
last-updated: 2025-0${1 + (i % 9)}-1${i % 10}
reviewers:
  - "${owners[(i + 1) % 4]}"
  - "${owners[4 + (i % 4)]}"
approvers:
  - "${owners[4 + ((i + 1) % 4)]}"

${seeAlso}:
  - "/${slug}"

# The target maturity stage in the current development cycle.
stage: ${stage}

# The most recent milestone for which work has been done.
latest-milestone: "v1.${minor}"

milestone:
${stages
  .slice(0, (i % 3) + 1)
  .map((each, j) => `  ${each}: "v1.${minor - (i % 3) + j}"\n`)
  .join('')}
feature-gates:
  - name: Gate${number}
    components:
      - kube-apiserver
      - kubelet
disable-supported: true

# The metrics that show whether it works.
metrics:
  - component_${number}_total
`,
  )
  write(`${path}/README.md`, body(kep, all))
  if (i % 2 === 0)
    write(
      `keps/prod-readiness/${sig}/${number}.yaml`,
      `kep-number: ${number}
${stages
  .slice(0, (i % 3) + 1)
  .map((each) => `${each}:\n  approver: "${owners[4 + (i % 4)]}"\n`)
  .join('')}`,
    )
}

/**
 * @param {Kep} kep
 * @param {Write} write
 */
function writeKep1a(kep, write) {
  const { i, number, sig, state, random, path } = kep
  const sections = [
    'summary.md',
    'motivation.md',
    'guides/developer.md',
    'guides/operator.md',
    'guides/teacher.md',
    'graduation_criteria.md',
  ]
  write(
    `${path}/metadata.yaml`,
    `title: ${kep.title}
${state === 'provisional' ? '' : `kep_number: ${number}\n`}authors:
  - "${owners[i % 4]}"
reviewers:
  - "${owners[4 + (i % 4)]}"
approvers:
  - "${owners[4 + ((i + 1) % 4)]}"
state: ${state}
created: 2024-01-01T00:00:00Z
last_updated: 2025-01-01T00:00:00Z
uuid: ${uuid(random)}
sections:
${sections.map((section) => `  - ${section}\n`).join('')}owning_sig: ${sig}
`,
  )
  for (const section of sections) {
    write(`${path}/${section}`, `# ${section.replace(/^.*\/|\.md$/g, '')}\n\n${paragraphs(random, 12)}`)
  }
}

/**
 * @param {Kep} kep
 * @param {readonly Kep[]} all
 */
function body(kep, all) {
  const { i, number, random } = kep
  const parts = []
  for (const [n, { level, name }] of headings.entries()) {
    parts.push(`${'#'.repeat(level)} ${level === 1 ? `KEP-${number}: ${kep.title}` : name}\n\n`)
    if (level === 1) parts.push(contents(), '\n')
    else if (n === 1) parts.push(checklist(i), '\n')
    else parts.push(paragraphs(random, 1), links(random, all), block(random, n, number))
    if (n % 4 !== 0) parts.push(`${'#'.repeat(Math.min(6, level + 1))} ${text(random, 4)}\n\n`, paragraphs(random, 1))
  }
  return parts.join('')
}

function contents() {
  const lines = headings.slice(1).map(
    ({ level, name }) =>
      `${'  '.repeat(level - 2)}- [${name}](#${name
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-')})\n`,
  )
  return `<!-- toc -->\n${lines.join('')}<!-- /toc -->\n`
}

/** @param {number} i */
function checklist(i) {
  return ['(R) The issue is linked', '(R) Design details are written', 'Test plan is in place', '(R) Docs are updated']
    .map((item, n) => `- [${(i + n) % 3 === 0 ? ' ' : 'x'}] ${item}\n`)
    .join('')
}

/**
 * @param {Random} random
 * @param {readonly Kep[]} all
 */
function links(random, all) {
  const other = oneOf(random, all)
  return `See [${other.title}](/${other.path}), [the summary](#summary) and <https://example.org/${other.number}>.\n\n`
}

/**
 * @param {Random} random
 * @param {number} n
 * @param {number} number
 */
function block(random, n, number) {
  if (n % 5 === 0) return `\`\`\`yaml\nkind: Pod\n# ${text(random, 6)}\nspec:\n  gate: Gate${number}\n\`\`\`\n\n`
  if (n % 5 === 1) return `| name | ${text(random, 2)} |\n| --- | --- |\n| \`a\` | ${text(random, 8)} |\n\n`
  if (n % 5 === 2) return `<!--\n${text(random, 30)}\n-->\n\n`
  if (n % 5 === 3) return `1. ${text(random, 12)}\n2. ${text(random, 9)}\n   - ${text(random, 9)}\n\n`
  return `> ${text(random, 14)}\n\n`
}

/**
 * @param {Random} random
 * @param {number} count
 */
function paragraphs(random, count) {
  let out = ''
  for (let i = 0; i < count; i++) {
    for (let line = 0; line < 2 + random() * 2; line++) out += `${text(random, 19)}\n`
    out += '\n'
  }
  return out
}

/**
 * @param {Random} random
 * @param {number} count
 */
function text(random, count) {
  const chosen = []
  for (let i = 0; i < count; i++) chosen.push(oneOf(random, words))
  return chosen.join(' ')
}

/**
 * Returns one of a list. Throws if it is empty.
 *
 * @template T
 * @param {Random} random
 * @param {readonly T[]} all
 * @returns {T}
 */
function oneOf(random, all) {
  const one = all[Math.floor(random() * all.length)]
  if (one === undefined) throw new Error('there is nothing to choose from')
  return one
}

/** @param {Random} random */
function uuid(random) {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * Numbers from 0 to 1 that depend on the seed alone (mulberry32).
 *
 * @param {number} seed
 * @returns {Random}
 */
function randomFrom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , directory, keps] = process.argv
  if (directory === undefined || !/^\d+$/.test(keps ?? '')) {
    console.error('usage: node bench/tree.mjs DIRECTORY KEPS')
    process.exit(2)
  }
  const { files, bytes } = writeTree(directory, Number(keps))
  console.log(`${keps} KEPs, ${files} files, ${(bytes / 1e6).toFixed(1)} MB in ${directory}`)
}
