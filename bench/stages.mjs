// Where the time of one run goes, measured inside it: node bench/stages.mjs DIRECTORY prints JSON, in milliseconds.
// It does what the command does, in the same order and with its flags of V8, with the compiled modules in lib/. What is read on first use
// (headings, sections) is asked for in a stage of its own, so that it is not counted for the first rule that needs it.
import { performance } from 'node:perf_hooks'
import { listingOf, namesOf } from '#lib/host/disk/walk.js'
import { tuneForFiles, tuneForStart } from '#lib/host/engine-flags.js'
import { selectionOf } from '#lib/host/selection.js'
import { readWorkspace } from '#lib/host/workspace.js'
import { rules } from '#lib/lint/lint.js'
import { profiles } from '#lib/lint/profiles/index.js'
import { groups } from '#lib/lint/profiles/sigs.js'
import { newCache } from '#lib/lint/read/cache.js'
import { readCatalogue } from '#lib/lint/read/catalogue.js'
import { renderJson } from '#lib/lint/reporters/json.js'
import { renderText } from '#lib/lint/reporters/text.js'

const [, , root = '.'] = process.argv
tuneForStart()
const reading = {
  profiles,
  today: '2026-11-20',
  repository: null,
  groups,
  roster: null,
  cache: newCache(),
}
/** @type {Record<string, number>} */
const stages = {}

/**
 * @template T
 * @param {string} name
 * @param {() => T} work
 */
function timed(name, work) {
  const start = performance.now()
  const result = work()
  stages[name] = performance.now() - start
  return result
}

timed('walk', () => namesOf(listingOf(root)))
const tree = timed('walk again and read', () =>
  readWorkspace({ root, select: selectionOf(root, []).select, onReading: tuneForFiles }),
)
stages['read'] = (stages['walk again and read'] ?? NaN) - (stages['walk'] ?? NaN)
delete stages['walk again and read']
const catalogue = timed('KEPs and their YAML', () => readCatalogue(tree, reading))
const headings = timed('headings', () =>
  catalogue.keps.all.reduce((sum, kep) => sum + (kep.body?.headings.length ?? 0), 0),
)
timed('sections', () => catalogue.keps.all.reduce((sum, kep) => sum + kep.owed.length + kep.listed.length, 0))

/** @type {import('#lib/lint/model/finding.js').Finding[]} */
const findings = []
/** @type {Record<string, number>} */
const byRule = {}
timed('rules', () => {
  for (const rule of rules) {
    const start = performance.now()
    const usual = rule.severity === 'off' ? 'error' : rule.severity
    /** @param {import('#lib/lint/model/finding.js').Problem} problem */
    const stamp = (problem) => ({ ...problem, rule: rule.id, severity: problem.severity ?? usual, kep: null })
    for (const kep of rule.check ? catalogue.keps.all : []) {
      for (const problem of rule.check?.(kep, catalogue) ?? []) findings.push(stamp(problem))
    }
    for (const problem of rule.checkTree?.(catalogue) ?? []) findings.push(stamp(problem))
    byRule[rule.id] = performance.now() - start
  }
})
const report = { keps: [], dialects: [], findings, files: tree.texts.size, exempted: 0, change: null }
timed('report as text', () => renderText(report, { color: false, text: (path) => tree.texts.get(path) }))
timed('report as JSON', () => renderJson(report, '0'))

let characters = 0
for (const text of tree.texts.values()) characters += text.length
const counts = {
  keps: catalogue.keps.all.length,
  files: tree.texts.size,
  characters,
  headings,
  findings: findings.length,
}
console.log(JSON.stringify({ stages, rules: byRule, counts }))
