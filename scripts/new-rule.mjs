// Starts a rule: its file, its page with two examples that run, and every row that other files have of it.
import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { readText, root } from './generate/output.mjs'
import { idsOfRules } from './generate/rule-ids.mjs'

const [id = ''] = process.argv.slice(2)
const fault = faultOf(id)
if (fault === null) start(id)
else {
  console.error(fault)
  process.exitCode = 1
}

/**
 * Says in one line why an id cannot be that of a new rule; null if it can.
 *
 * @param {string} id
 */
function faultOf(id) {
  if (id === '') return 'name the rule: npm run new:rule example-rule'
  // Two words: no file of the folder and no word of the language is called so.
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(id)) {
    return `${JSON.stringify(id)} is not an id: write two or more words in lower case with hyphens, as uuid-unique`
  }
  if (idsOfRules().includes(id) || existsSync(`${root}src/lint/rules/${id}.md`)) {
    return `there is a rule ${id} already: choose another id`
  }
  return null
}

/** @param {string} id */
function start(id) {
  const files = {
    [`src/lint/rules/${id}.ts`]: ruleText(id, nextVersion()),
    [`src/lint/rules/${id}.md`]: pageText(id),
  }
  for (const [path, text] of Object.entries(files)) {
    writeFileSync(root + path, text)
    console.log(`wrote ${path}`)
  }
  const { status } = spawnSync(process.execPath, ['scripts/generate.mjs'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
  else console.log(`Write the page's examples, then the rule: npm run test:rule ${id} runs them`)
}

/** The version that a rule is new in: a new rule is a new feature. */
function nextVersion() {
  const [major, minor] = JSON.parse(readText('package.json')).version.split('.')
  return `${major}.${Number(minor) + 1}`
}

/**
 * @param {string} id
 * @param {string} since
 */
function ruleText(id, since) {
  return `import { defineRule } from './rule.js'

/** Say in a sentence or two why this is checked. */
export default defineRule({
  id: '${id}',
  since: '${since}',
  summary: 'No KEP has the title of the example',
  severity: 'notice',
  *check(kep) {
    const title = kep.text('title')
    if (title !== 'The title of ${id}') return
    yield { at: kep.place('title'), message: \`title is "\${title}"; write what the KEP is about\`, subject: title }
  },
})
`
}

/** @param {string} id */
function pageText(id) {
  return `# ${id}

No KEP has the title of the example

## Why it matters

Say what goes wrong, for whom, when this does not hold.

## How to fix it

Say what to do about a finding, and when to switch the rule off.

## Fails

### A title that was never written

\`\`\`yaml keps/42-spare-disks/kep.yaml
title: The title of ${id}
\`\`\`

\`\`\`findings
keps/42-spare-disks/kep.yaml:1:8 notice title is "The title of ${id}"; write what the KEP is about
\`\`\`

## Passes

### A title of its own

\`\`\`yaml keps/42-spare-disks/kep.yaml
title: Spare disks
\`\`\`

Fails with \`title: The title of ${id}\` in place of \`title: Spare disks\`.
`
}
