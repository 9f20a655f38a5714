import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { beforeAll, describe, expect, test } from 'vitest'

import { checkout, type Repository, temporaryDirectory } from '../support/git-repository.js'
import {
  label,
  mergeGroup,
  pullRequest,
  pullRequestReview,
  pullRequestTarget,
  push,
  type Sent,
  schedule,
  workflowDispatch,
  zeros,
} from '../support/payloads.js'
import { type Files, proposal } from '../support/proposals.js'
import {
  act,
  actBuilt,
  type Changes,
  cutOff,
  type Proposed,
  propose,
  type Told,
  tryMerge,
  without,
  workOn,
} from '../support/proposed.js'
import type { Step } from '../support/runner/run-action.js'
import { ourKinds, ourTags, structure } from '../support/summary-structure.js'

/** A faulty KEP and a withdrawn one were there, one without a fault is new, and a faulty one is merged meanwhile. */
let proposed: Proposed
beforeAll(() => {
  const debt = proposal('keps/sig-node/debt', 1, { state: 'provisonal' })
  const gone = proposal('keps/sig-node/gone', 2, { state: 'withdrawn' })
  proposed = propose({ ...debt, ...gone }, proposal('keps/sig-node/new', 3))
})

const gone = 'f'.repeat(40)

type Rest = Pick<Step, 'inputs' | 'env'> & {
  readonly of?: Proposed
  readonly more?: Readonly<Record<string, string>>
  /** The built action in a process of its own. */
  readonly built?: boolean
}

/** What a run of the action on an event tells, of the summary all but its tables and folded parts. */
async function run(sent: Sent, workspace: Repository, rest: Rest = {}): Promise<string> {
  return shown(await actOn(sent, workspace, rest))
}

function actOn(sent: Sent, workspace: Repository, rest: Rest): Promise<Told> {
  const { inputs = {}, env = {}, of = proposed, more = {}, built = false } = rest
  const step = { workspace: workspace.root, event: sent.event, env: { ...sent.env, ...env }, inputs }
  return (built ? actBuilt : act)(step, { ...of.ids, gone, ...more })
}

function shown({ exitCode, outputs, annotations, log, summary }: Told): string {
  const { conclusion, ...rest } = outputs
  const found = Object.entries(rest).map(([name, value]) => `, ${name} ${value || 'none'}`)
  return [
    `exit ${exitCode}, ${conclusion}${found.join('')}`,
    ...annotations.map(annotationLine),
    ...log
      .slice(
        0,
        log.findIndex((line) => line.startsWith('##[')),
      )
      .map((remark) => `log: ${remark}`),
    ...summary.split('\n').filter((line) => line !== '' && !/^(?:\||<(?!summary>)|\[[\w-]+\]: )/.test(line)),
  ].join('\n')
}

/** The whole annotation; that a rule's page is named at the end is checked here, and left out. */
function annotationLine(annotation: Told['annotations'][number]): string {
  const { level, title = '', message, file, line, endLine, column, endColumn } = annotation
  if (file === undefined) return `${level}: ${title}: ${message}`
  const [page = '', ...words] = message.split('\n').reverse()
  expect(page).toBe(`https://github.com/keplint/keplint/blob/v1/src/lint/rules/${title}.md`)
  expect(endLine).toBe(line)
  const path = file.replace(/[^ -~]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
  return `${level}: ${path}:${line}:${column}-${endColumn} ${title}: ${words.reverse().join(' ⏎ ')}`
}

/** The new KEP is all that counts. */
const green = `exit 0, success, keps 4, errors 0, warnings 0, notices 0, report-file none, patch-file none
## ✅ 1 KEP that this change touches, nothing found
Errors fail the check · 12 files read · compared with \`BASE\`
### What this change does
- ✅ **Proposal 3** [\`keps/sig-node/new\`](https://github.com/example/enhancements/tree/MERGE/keps/sig-node/new) — new: provisional · nothing missing
  - provisional → implementable needs: an approver, a reviewer, \`graduation_criteria.md\`, \`guides/developer.md\`, \`guides/operator.md\`, \`guides/teacher.md\`
Not counted: 2 findings already in \`BASE\` (2 errors)
<summary>KEPs by SIG and state</summary>`

/** Both faulty KEPs count, for want of a base. */
const wholeTree = (
  note: string,
  summaryNote: string,
): string => `exit 1, failure, keps 4, errors 2, warnings 0, notices 0, report-file none, patch-file none
error: keps/sig-node/debt/metadata.yaml:3:8-18 metadata-schema: state is "provisonal", not a known state; did you mean provisional?
error: keps/sig-node/meanwhile/metadata.yaml:3:8-17 metadata-schema: state is "meanwhile", not one of draft, provisional, implementable, implemented, deferred, rejected, withdrawn or replaced
notice: keplint: ${note}
## ❌ 2 errors in 4 KEPs
Errors fail the check · 12 files read
${summaryNote}
### KEPs by SIG and state
### Findings
<summary>❌ <b>Proposal 1</b> <code>keps/sig-node/debt</code> · 1 error</summary>
- ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/debt/metadata.yaml#L3) — state is \`"provisonal"\`, not a known state; did you mean provisional? ([metadata-schema])
<summary>Show the fix</summary>
\`\`\`diff
--- a/keps/sig-node/debt/metadata.yaml
+++ b/keps/sig-node/debt/metadata.yaml
@@ -2,3 +2,3 @@
 authors: ["@ada"]
-state: provisonal
+state: provisional
 uuid: 00000000-0000-4000-8000-000000000001
\`\`\`
<summary>❌ <b>Meanwhile</b> <code>keps/sig-node/meanwhile</code> · 1 error</summary>
- ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/meanwhile/metadata.yaml#L3) — state is \`"meanwhile"\`, not one of draft, provisional, implementable, implemented, deferred, rejected, withdrawn or replaced ([metadata-schema])
\`npx keplint fix\` fixes 1 of these findings.`

describe('pull_request', () => {
  test.each<[string, number, (pull: Proposed['ids']) => Sent, Rest?]>([
    ['opened', 2, pullRequest],
    ['opened, as the built action has it,', 2, pullRequest, { built: true }],
    ['from a fork', 2, (pull) => pullRequest({ ...pull, fork: true, author: 'hubot' })],
    ['that is reviewed', 2, pullRequestReview],
    ['in a clone with the whole history', 0, pullRequest],
    ['whose payload is not there', 2, pullRequest, { env: { GITHUB_EVENT_PATH: undefined } }],
  ])('%s is green for a new KEP, whatever else there is, and needs no origin', async (_, depth, sentOf, rest = {}) => {
    const { origin, ids } = proposed
    const workspace = checkout(origin, ids.merge, depth)
    cutOff(workspace)
    expect(await run(sentOf(ids), workspace, rest)).toBe(green)
  })

  test('fetches its base where the clone has the merge commit alone', async () => {
    const { origin, ids } = proposed
    expect(await run(pullRequest(ids), checkout(origin, ids.merge, 1))).toBe(green)
  })

  test('answers for the whole tree where its base cannot be had, and says which depth would do', async () => {
    const { origin, ids } = proposed
    const workspace = checkout(origin, ids.merge, 1)
    cutOff(workspace)
    const lacking = 'is not in this clone and could not be fetched, so the whole tree counts; set fetch-depth: 2 for'
    expect(await run(pullRequest(ids), workspace)).toBe(
      wholeTree(`the base BASE ${lacking} actions/checkout`, `the base \`BASE\` ${lacking} \`actions/checkout\``),
    )
  })

  test('answers for the whole tree where there is no repository', async () => {
    const { origin, ids } = proposed
    const workspace = checkout(origin, ids.merge, 2)
    rmSync(join(workspace.root, '.git'), { recursive: true })
    const none = 'the workspace has no git repository that can be read, so the whole tree counts;'
    expect(await run(pullRequest(ids), workspace)).toBe(
      wholeTree(
        `${none} actions/checkout creates one if git is installed`,
        `${none} \`actions/checkout\` creates one if git is installed`,
      ),
    )
  })

  test('whose head is checked out with its history is compared with where it began', async () => {
    const { origin, ids } = proposed
    expect(await run(pullRequest(ids), checkout(origin, ids.head, 0))).toMatchInlineSnapshot(`
      "exit 0, success, keps 3, errors 0, warnings 0, notices 0, report-file none, patch-file none
      ## ✅ 1 KEP that this change touches, nothing found
      Errors fail the check · 9 files read · compared with \`START\`
      ### What this change does
      - ✅ **Proposal 3** [\`keps/sig-node/new\`](https://github.com/example/enhancements/tree/MERGE/keps/sig-node/new) — new: provisional · nothing missing
        - provisional → implementable needs: an approver, a reviewer, \`graduation_criteria.md\`, \`guides/developer.md\`, \`guides/operator.md\`, \`guides/teacher.md\`
      Not counted: 1 finding already in \`START\` (1 error)
      <summary>KEPs by SIG and state</summary>"
    `)
  })

  test('whose head alone is checked out answers for the whole tree', async () => {
    const { origin, ids } = proposed
    const workspace = checkout(origin, ids.head, 1)
    cutOff(workspace)
    expect(await run(pullRequest(ids), workspace)).toMatchInlineSnapshot(`
      "exit 1, failure, keps 3, errors 1, warnings 0, notices 0, report-file none, patch-file none
      error: keps/sig-node/debt/metadata.yaml:3:8-18 metadata-schema: state is "provisonal", not a known state; did you mean provisional?
      notice: keplint: the base BASE is not in this clone and could not be fetched, so the whole tree counts; set fetch-depth: 0 for actions/checkout
      ## ❌ 1 error in 3 KEPs
      Errors fail the check · 9 files read
      the base \`BASE\` is not in this clone and could not be fetched, so the whole tree counts; set fetch-depth: 0 for \`actions/checkout\`
      ### KEPs by SIG and state
      ### Findings
      <summary>❌ <b>Proposal 1</b> <code>keps/sig-node/debt</code> · 1 error</summary>
      - ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/debt/metadata.yaml#L3) — state is \`"provisonal"\`, not a known state; did you mean provisional? ([metadata-schema])
      <summary>Show the fix</summary>
      \`\`\`diff
      --- a/keps/sig-node/debt/metadata.yaml
      +++ b/keps/sig-node/debt/metadata.yaml
      @@ -2,3 +2,3 @@
       authors: ["@ada"]
      -state: provisonal
      +state: provisional
       uuid: 00000000-0000-4000-8000-000000000001
      \`\`\`
      \`npx keplint fix\` fixes all of these findings."
    `)
  })

  test('synchronized by a force push is what it is now', async () => {
    const mine = propose({}, proposal('keps/sig-node/first', 3, { state: 'provisinal' }))
    const { origin, ids } = mine
    const work = workOn(mine)
    work.branch('again', ids.start)
    const again = work.commit(proposal('keps/sig-node/second', 4, { state: 'provisinal' }))
    const merge = tryMerge(work, again)
    work.push(`${again}:refs/pull/7/head`, '--force')
    work.push(`${merge}:refs/pull/7/merge`, '--force')
    const sent = pullRequest({ action: 'synchronize', before: ids.head, head: again, base: ids.base, merge })
    const more = { merge: ids.merge, again, remerge: merge }
    expect(await run(sent, checkout(origin, merge, 2), { of: mine, more })).toMatchInlineSnapshot(`
      "exit 1, failure, keps 2, errors 1, warnings 0, notices 0, report-file none, patch-file none
      error: keps/sig-node/second/metadata.yaml:3:8-18 metadata-schema: state is "provisinal", not a known state; did you mean provisional?
      ## ❌ 1 error in 1 KEP that this change touches
      Errors fail the check · 6 files read · compared with \`BASE\`
      ### What this change does
      - ❌ **Proposal 4** [\`keps/sig-node/second\`](https://github.com/example/enhancements/tree/REMERGE/keps/sig-node/second) — new: provisional · needs: fix 1 error
        - provisional → implementable needs: an approver, a reviewer, \`graduation_criteria.md\`, \`guides/developer.md\`, \`guides/operator.md\`, \`guides/teacher.md\`, fix 1 error
      Not counted: 1 finding already in \`BASE\` (1 error)
      ### Findings
      <summary>❌ <b>Proposal 4</b> <code>keps/sig-node/second</code> · 1 error</summary>
      - ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/REMERGE/keps/sig-node/second/metadata.yaml#L3) — state is \`"provisinal"\`, not a known state; did you mean provisional? ([metadata-schema])
      <summary>Show the fix</summary>
      \`\`\`diff
      --- a/keps/sig-node/second/metadata.yaml
      +++ b/keps/sig-node/second/metadata.yaml
      @@ -2,3 +2,3 @@
       authors: ["@ada"]
      -state: provisinal
      +state: provisional
       uuid: 00000000-0000-4000-8000-000000000004
      \`\`\`
      \`npx keplint fix\` fixes all of these findings.
      <summary>KEPs by SIG and state</summary>"
    `)
  })

  test('checked with scope: all counts every finding, and leads with what it does', async () => {
    const { origin, ids } = proposed
    const workspace = checkout(origin, ids.merge, 2)
    expect(await run(pullRequest(ids), workspace, { inputs: { scope: 'all' } })).toMatchInlineSnapshot(`
      "exit 1, failure, keps 4, errors 2, warnings 0, notices 0, report-file none, patch-file none
      error: keps/sig-node/debt/metadata.yaml:3:8-18 metadata-schema: state is "provisonal", not a known state; did you mean provisional?
      error: keps/sig-node/meanwhile/metadata.yaml:3:8-17 metadata-schema: state is "meanwhile", not one of draft, provisional, implementable, implemented, deferred, rejected, withdrawn or replaced
      ## ❌ 2 errors in 4 KEPs
      Errors fail the check · 12 files read · compared with \`BASE\`
      ### What this change does
      - ✅ **Proposal 3** [\`keps/sig-node/new\`](https://github.com/example/enhancements/tree/MERGE/keps/sig-node/new) — new: provisional · nothing missing
        - provisional → implementable needs: an approver, a reviewer, \`graduation_criteria.md\`, \`guides/developer.md\`, \`guides/operator.md\`, \`guides/teacher.md\`
      ### Findings
      <summary>❌ <b>Proposal 1</b> <code>keps/sig-node/debt</code> · 1 error</summary>
      - ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/debt/metadata.yaml#L3) — state is \`"provisonal"\`, not a known state; did you mean provisional? ([metadata-schema])
      <summary>Show the fix</summary>
      \`\`\`diff
      --- a/keps/sig-node/debt/metadata.yaml
      +++ b/keps/sig-node/debt/metadata.yaml
      @@ -2,3 +2,3 @@
       authors: ["@ada"]
      -state: provisonal
      +state: provisional
       uuid: 00000000-0000-4000-8000-000000000001
      \`\`\`
      <summary>❌ <b>Meanwhile</b> <code>keps/sig-node/meanwhile</code> · 1 error</summary>
      - ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/meanwhile/metadata.yaml#L3) — state is \`"meanwhile"\`, not one of draft, provisional, implementable, implemented, deferred, rejected, withdrawn or replaced ([metadata-schema])
      \`npx keplint fix\` fixes 1 of these findings.
      <summary>KEPs by SIG and state</summary>"
    `)
  })

  test('is the same without a token and without a network', async () => {
    const { origin, ids } = proposed
    const workspace = checkout(origin, ids.merge, 2)
    const inputs = { 'github-token': 'ghs_0123456789' }
    const online = await actOn(pullRequest(ids), workspace, { inputs, built: true })
    cutOff(workspace)
    const closed = 'http://127.0.0.1:1'
    const env = {
      GITHUB_API_URL: closed,
      http_proxy: closed,
      https_proxy: closed,
      HTTP_PROXY: closed,
      HTTPS_PROXY: closed,
    }
    expect(await actOn(pullRequest(ids), workspace, { env, built: true })).toEqual(online)
  })
})

describe('merge_group', () => {
  test('answers for its own change, and not for the one before it in the queue', async () => {
    const mine = propose({}, proposal('keps/sig-node/first', 3, { state: 'provisinal' }))
    const { origin, ids } = mine
    const work = workOn(mine)
    work.branch('other', ids.start)
    work.commit(proposal('keps/sig-node/second', 4, { state: 'drafft' }))
    work.git('checkout', '--quiet', '--detach', ids.merge)
    const second = work.merge('other')
    work.push(`${ids.merge}:refs/heads/gh-readonly-queue/main/pr-7-${ids.base}`)
    work.push(`${second}:refs/heads/gh-readonly-queue/main/pr-8-${ids.merge}`)
    const sent = mergeGroup({ head: second, base: ids.merge })
    const rest = { of: mine, more: { second } }
    const usual = await run(sent, checkout(origin, second, 2), rest)
    expect(usual).toMatchInlineSnapshot(`
      "exit 1, failure, keps 3, errors 1, warnings 0, notices 0, report-file none, patch-file none
      error: keps/sig-node/second/metadata.yaml:3:8-14 metadata-schema: state is "drafft", not a known state; did you mean draft?
      ## ❌ 1 error in 1 KEP that this change touches
      Errors fail the check · 9 files read · compared with \`MERGE\`
      ### What this change does
      - ❌ **Proposal 4** [\`keps/sig-node/second\`](https://github.com/example/enhancements/tree/SECOND/keps/sig-node/second) — new: draft · needs: fix 1 error
        - draft → provisional needs: fix 1 error
      Not counted: 2 findings already in \`MERGE\` (2 errors)
      ### Findings
      <summary>❌ <b>Proposal 4</b> <code>keps/sig-node/second</code> · 1 error</summary>
      - ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/SECOND/keps/sig-node/second/metadata.yaml#L3) — state is \`"drafft"\`, not a known state; did you mean draft? ([metadata-schema])
      <summary>Show the fix</summary>
      \`\`\`diff
      --- a/keps/sig-node/second/metadata.yaml
      +++ b/keps/sig-node/second/metadata.yaml
      @@ -2,3 +2,3 @@
       authors: ["@ada"]
      -state: drafft
      +state: draft
       uuid: 00000000-0000-4000-8000-000000000004
      \`\`\`
      \`npx keplint fix\` fixes all of these findings.
      <summary>KEPs by SIG and state</summary>"
    `)
    expect(await run(sent, checkout(origin, second, 1), rest)).toBe(usual)
    const first = mergeGroup({ head: ids.merge, base: ids.base })
    expect(await run(first, checkout(origin, ids.merge, 1), rest)).toMatchInlineSnapshot(`
      "exit 1, failure, keps 2, errors 1, warnings 0, notices 0, report-file none, patch-file none
      error: keps/sig-node/first/metadata.yaml:3:8-18 metadata-schema: state is "provisinal", not a known state; did you mean provisional?
      ## ❌ 1 error in 1 KEP that this change touches
      Errors fail the check · 6 files read · compared with \`BASE\`
      ### What this change does
      - ❌ **Proposal 3** [\`keps/sig-node/first\`](https://github.com/example/enhancements/tree/MERGE/keps/sig-node/first) — new: provisional · needs: fix 1 error
        - provisional → implementable needs: an approver, a reviewer, \`graduation_criteria.md\`, \`guides/developer.md\`, \`guides/operator.md\`, \`guides/teacher.md\`, fix 1 error
      Not counted: 1 finding already in \`BASE\` (1 error)
      ### Findings
      <summary>❌ <b>Proposal 3</b> <code>keps/sig-node/first</code> · 1 error</summary>
      - ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/first/metadata.yaml#L3) — state is \`"provisinal"\`, not a known state; did you mean provisional? ([metadata-schema])
      <summary>Show the fix</summary>
      \`\`\`diff
      --- a/keps/sig-node/first/metadata.yaml
      +++ b/keps/sig-node/first/metadata.yaml
      @@ -2,3 +2,3 @@
       authors: ["@ada"]
      -state: provisinal
      +state: provisional
       uuid: 00000000-0000-4000-8000-000000000003
      \`\`\`
      \`npx keplint fix\` fixes all of these findings.
      <summary>KEPs by SIG and state</summary>"
    `)
  })

  test('whose payload is no JSON answers for the whole tree', async () => {
    const { origin, ids } = proposed
    const path = join(temporaryDirectory(), 'event.json')
    writeFileSync(path, '{"merge_group": ::error::made up')
    const sent = mergeGroup({ head: ids.merge, base: ids.base })
    const none = 'has no base, so the whole tree counts; set input base'
    // `@actions/github` reads the file as it is loaded.
    const rest = { env: { GITHUB_EVENT_PATH: path }, built: true }
    expect(await run(sent, checkout(origin, ids.merge, 2), rest)).toBe(
      wholeTree(`the payload of the event merge_group ${none}`, `the payload of the event \`merge_group\` ${none}`),
    )
  })
})

describe('push', () => {
  /** What was withdrawn comes back on `main`. */
  function pushed(): { readonly workspace: Repository; readonly sent: Sent; readonly after: string } {
    const { origin, ids } = proposed
    const work = workOn(proposed)
    work.git('checkout', '--quiet', '--detach', ids.base)
    const after = work.commit(proposal('keps/sig-node/gone', 2, { last_updated: '2024-01-03' }))
    work.push(`${after}:refs/heads/pushed`, '--force')
    work.checkout('main')
    return { workspace: checkout(origin, after), sent: push({ before: ids.base, after }), after }
  }

  test('to a branch checks the whole tree, and what the push does', async () => {
    const { workspace, sent, after } = pushed()
    expect(await run(sent, workspace, { more: { after } })).toMatchInlineSnapshot(`
      "exit 1, failure, keps 3, errors 3, warnings 0, notices 0, report-file none, patch-file none
      error: keps/sig-node/gone/metadata.yaml:3:8-19 transition-legal: state moved from withdrawn to provisional; withdrawn is final
      error: keps/sig-node/debt/metadata.yaml:3:8-18 metadata-schema: state is "provisonal", not a known state; did you mean provisional?
      error: keps/sig-node/meanwhile/metadata.yaml:3:8-17 metadata-schema: state is "meanwhile", not one of draft, provisional, implementable, implemented, deferred, rejected, withdrawn or replaced
      ## ❌ 3 errors in 3 KEPs
      Errors fail the check · 9 files read · compared with \`BASE\`
      ### KEPs by SIG and state
      ### What this change does
      - ❌ **Proposal 2** [\`keps/sig-node/gone\`](https://github.com/example/enhancements/tree/AFTER/keps/sig-node/gone) — withdrawn → provisional · needs: fix 1 error
        - its state moved forward: all findings of this KEP count at full severity, and exemptions and the baseline do not apply
        - provisional → implementable needs: an approver, a reviewer, \`graduation_criteria.md\`, \`guides/developer.md\`, \`guides/operator.md\`, \`guides/teacher.md\`
      ### Findings
      <summary>❌ <b>Proposal 1</b> <code>keps/sig-node/debt</code> · 1 error</summary>
      - ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/AFTER/keps/sig-node/debt/metadata.yaml#L3) — state is \`"provisonal"\`, not a known state; did you mean provisional? ([metadata-schema])
      <summary>Show the fix</summary>
      \`\`\`diff
      --- a/keps/sig-node/debt/metadata.yaml
      +++ b/keps/sig-node/debt/metadata.yaml
      @@ -2,3 +2,3 @@
       authors: ["@ada"]
      -state: provisonal
      +state: provisional
       uuid: 00000000-0000-4000-8000-000000000001
      \`\`\`
      <summary>❌ <b>Proposal 2</b> <code>keps/sig-node/gone</code> · 1 error</summary>
      - ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/AFTER/keps/sig-node/gone/metadata.yaml#L3) — state moved from withdrawn to provisional; withdrawn is final ([transition-legal])
      <summary>❌ <b>Meanwhile</b> <code>keps/sig-node/meanwhile</code> · 1 error</summary>
      - ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/AFTER/keps/sig-node/meanwhile/metadata.yaml#L3) — state is \`"meanwhile"\`, not one of draft, provisional, implementable, implemented, deferred, rejected, withdrawn or replaced ([metadata-schema])
      \`npx keplint fix\` fixes 1 of these findings."
    `)
  })

  test('to a branch checks what it changes alone where the workflow says scope: changed', async () => {
    const { workspace, sent, after } = pushed()
    expect(await run(sent, workspace, { inputs: { scope: 'changed' }, more: { after } })).toMatchInlineSnapshot(`
      "exit 1, failure, keps 3, errors 1, warnings 0, notices 0, report-file none, patch-file none
      error: keps/sig-node/gone/metadata.yaml:3:8-19 transition-legal: state moved from withdrawn to provisional; withdrawn is final
      ## ❌ 1 error in 1 KEP that this change touches
      Errors fail the check · 9 files read · compared with \`BASE\`
      ### KEPs by SIG and state
      ### What this change does
      - ❌ **Proposal 2** [\`keps/sig-node/gone\`](https://github.com/example/enhancements/tree/AFTER/keps/sig-node/gone) — withdrawn → provisional · needs: fix 1 error
        - its state moved forward: all findings of this KEP count at full severity, and exemptions and the baseline do not apply
        - provisional → implementable needs: an approver, a reviewer, \`graduation_criteria.md\`, \`guides/developer.md\`, \`guides/operator.md\`, \`guides/teacher.md\`
      Not counted: 2 findings already in \`BASE\` (2 errors)
      ### Findings
      <summary>❌ <b>Proposal 2</b> <code>keps/sig-node/gone</code> · 1 error</summary>
      - ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/AFTER/keps/sig-node/gone/metadata.yaml#L3) — state moved from withdrawn to provisional; withdrawn is final ([transition-legal])"
    `)
  })
})

describe('without a base', () => {
  const health = (
    remark: string,
  ): string => `exit 1, failure, keps 3, errors 2, warnings 0, notices 0, report-file none, patch-file none
error: keps/sig-node/debt/metadata.yaml:3:8-18 metadata-schema: state is "provisonal", not a known state; did you mean provisional?
error: keps/sig-node/meanwhile/metadata.yaml:3:8-17 metadata-schema: state is "meanwhile", not one of draft, provisional, implementable, implemented, deferred, rejected, withdrawn or replaced
log: ${remark}, so the whole tree counts
## ❌ 2 errors in 3 KEPs
Errors fail the check · 9 files read
### KEPs by SIG and state
### Findings
<summary>❌ <b>Proposal 1</b> <code>keps/sig-node/debt</code> · 1 error</summary>
- ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/BASE/keps/sig-node/debt/metadata.yaml#L3) — state is \`"provisonal"\`, not a known state; did you mean provisional? ([metadata-schema])
<summary>Show the fix</summary>
\`\`\`diff
--- a/keps/sig-node/debt/metadata.yaml
+++ b/keps/sig-node/debt/metadata.yaml
@@ -2,3 +2,3 @@
 authors: ["@ada"]
-state: provisonal
+state: provisional
 uuid: 00000000-0000-4000-8000-000000000001
\`\`\`
<summary>❌ <b>Meanwhile</b> <code>keps/sig-node/meanwhile</code> · 1 error</summary>
- ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/BASE/keps/sig-node/meanwhile/metadata.yaml#L3) — state is \`"meanwhile"\`, not one of draft, provisional, implementable, implemented, deferred, rejected, withdrawn or replaced ([metadata-schema])
\`npx keplint fix\` fixes 1 of these findings.`

  test.each<[string, string, (id: string) => Sent]>([
    ['schedule', 'the event schedule has no base', schedule],
    ['workflow_dispatch', 'the event workflow_dispatch has no base', workflowDispatch],
    ['label', 'the event label has no base', label],
    [
      'pull_request_target',
      'the event pull_request_target has no base',
      (base) => pullRequestTarget({ ...proposed.ids, base }),
    ],
    [
      'a push that makes its branch',
      'the push creates the branch, which has no base',
      (after) => push({ before: zeros, after }),
    ],
    [
      'a push that replaces what is nowhere any more',
      'the force push replaced the base GONE, which can no longer be fetched',
      (after) => push({ before: gone, after, forced: true }),
    ],
  ])('%s is about the whole tree, and bothers nobody', async (_, remark, sentOf) => {
    const { origin, ids } = proposed
    expect(await run(sentOf(ids.base), checkout(origin, ids.base))).toBe(health(remark))
  })
})

describe('the workflow', () => {
  test('may name a base where the event has none', async () => {
    const { origin, ids } = proposed
    const workspace = checkout(origin, ids.merge)
    expect(await run(workflowDispatch(ids.merge), workspace, { inputs: { base: 'main' } })).toMatchInlineSnapshot(`
      "exit 1, failure, keps 4, errors 2, warnings 0, notices 0, report-file none, patch-file none
      error: keps/sig-node/debt/metadata.yaml:3:8-18 metadata-schema: state is "provisonal", not a known state; did you mean provisional?
      error: keps/sig-node/meanwhile/metadata.yaml:3:8-17 metadata-schema: state is "meanwhile", not one of draft, provisional, implementable, implemented, deferred, rejected, withdrawn or replaced
      ## ❌ 2 errors in 4 KEPs
      Errors fail the check · 12 files read · compared with \`main\`
      ### KEPs by SIG and state
      ### What this change does
      - ✅ **Proposal 3** [\`keps/sig-node/new\`](https://github.com/example/enhancements/tree/MERGE/keps/sig-node/new) — new: provisional · nothing missing
        - provisional → implementable needs: an approver, a reviewer, \`graduation_criteria.md\`, \`guides/developer.md\`, \`guides/operator.md\`, \`guides/teacher.md\`
      ### Findings
      <summary>❌ <b>Proposal 1</b> <code>keps/sig-node/debt</code> · 1 error</summary>
      - ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/debt/metadata.yaml#L3) — state is \`"provisonal"\`, not a known state; did you mean provisional? ([metadata-schema])
      <summary>Show the fix</summary>
      \`\`\`diff
      --- a/keps/sig-node/debt/metadata.yaml
      +++ b/keps/sig-node/debt/metadata.yaml
      @@ -2,3 +2,3 @@
       authors: ["@ada"]
      -state: provisonal
      +state: provisional
       uuid: 00000000-0000-4000-8000-000000000001
      \`\`\`
      <summary>❌ <b>Meanwhile</b> <code>keps/sig-node/meanwhile</code> · 1 error</summary>
      - ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/meanwhile/metadata.yaml#L3) — state is \`"meanwhile"\`, not one of draft, provisional, implementable, implemented, deferred, rejected, withdrawn or replaced ([metadata-schema])
      \`npx keplint fix\` fixes 1 of these findings."
    `)
  })

  test.each([
    [{ scope: 'change' }, 'input scope "change" is not one of auto, all, changed; did you mean changed?'],
    [{ 'config-from': 'haed' }, 'input config-from "haed" is not one of head, base; did you mean head?'],
    [{ base: '--upload-pack=x' }, 'input base "--upload-pack=x" is not a branch, a tag or a commit id'],
    [
      { base: 'mian' },
      'input base "mian" is not a commit in this repository: write a branch, a tag or a commit id, as in origin/main',
    ],
  ])('is to be mended where it has %j', async (inputs, message) => {
    const { origin, ids } = proposed
    expect(await run(workflowDispatch(ids.base), checkout(origin, ids.base, 0), { inputs })).toBe(
      `exit 1, failure\nerror: keplint: ${message}`,
    )
  })
})

describe('a pull request that', () => {
  async function outcome(before: Changes, change: Changes): Promise<string> {
    const mine = propose(before, change)
    return run(pullRequest(mine.ids), checkout(mine.origin, mine.ids.merge, 2), { of: mine })
  }

  /** A KEP of the format of kubernetes/enhancements, its faults being that it has no authors and an empty section. */
  const numbered = (path: string, lines: Files = {}): Files => ({
    [`${path}/kep.yaml`]: yaml({ title: 'Spare disks', 'kep-number': '42', ...rest, ...lines }),
    [`${path}/README.md`]: '# KEP-42: Spare disks\n\n## Summary\n\nA text.\n\n## Motivation\n',
  })
  const rest = {
    'owning-sig': 'sig-node',
    status: 'provisional',
    'creation-date': '2024-01-01',
    'last-updated': '2024-01-02',
  }
  const yaml = (lines: Files): string =>
    Object.entries(lines)
      .map(([key, value]) => `${key}: ${value}\n`)
      .join('')
  const spare = 'keps/sig-node/42-spare-disks'

  test('moves a directory with its faults is green', async () => {
    const faults = { state: 'provisonal', authors: '["the author"]' }
    const before = proposal('keps/sig-node/old', 4, faults)
    const after = proposal('keps/sig-node/far/new', 4, faults)
    expect(await outcome(before, { ...without(before), ...after })).toMatchInlineSnapshot(`
      "exit 0, success, keps 2, errors 0, warnings 0, notices 0, report-file none, patch-file none
      ## ✅ 1 KEP that this change touches, nothing found
      Errors fail the check · 6 files read · compared with \`BASE\`
      ### What this change does
      - ✅ **Proposal 4** [\`keps/sig-node/far/new\`](https://github.com/example/enhancements/tree/MERGE/keps/sig-node/far/new) — stays provisional, renamed from \`keps/sig-node/old\` · needs: fix 1 error
        - provisional → implementable needs: an approver, a reviewer, \`graduation_criteria.md\`, \`guides/developer.md\`, \`guides/operator.md\`, \`guides/teacher.md\`, fix 1 error
      Not counted: 3 findings already in \`BASE\` (2 errors, 1 warning)
      <summary>KEPs by SIG and state</summary>"
    `)
  })

  test('moves and renumbers a KEP is told that it keeps its number, and of nothing that moved along', async () => {
    const before = numbered(spare)
    const after = numbered('keps/sig-node/43-spare-disks', { 'kep-number': '43' })
    expect(await outcome(before, { ...without(before), ...after })).toMatchInlineSnapshot(`
      "exit 1, failure, keps 2, errors 2, warnings 1, notices 0, report-file none, patch-file none
      error: keps/sig-node/43-spare-disks/README.md:1:7-9 number-matches: heading says KEP-42, but kep-number 43 is the KEP's number ⏎ also keps/sig-node/43-spare-disks/kep.yaml:2: kep-number 43 is here
      error: keps/sig-node/43-spare-disks/kep.yaml:2:13-15 identity-immutable: kep-number was 42 and is now 43; a KEP keeps its number
      warning: keps/sig-node/43-spare-disks/kep.yaml:6:15-25 last-updated-bumped: last-updated is still 2024-01-02, and kep.yaml changed; set it to TODAY
      ## ❌ 2 errors, 1 warning in 1 KEP that this change touches
      Errors fail the check · 5 files read · compared with \`BASE\`
      ### What this change does
      - ❌ **Spare disks** [\`keps/sig-node/43-spare-disks\`](https://github.com/example/enhancements/tree/MERGE/keps/sig-node/43-spare-disks) — stays provisional, renamed from \`keps/sig-node/42-spare-disks\` · needs: text in Motivation, approvers, authors, fix 2 errors
        - provisional → implementable needs: text in Motivation, authors, an approver, Design Details, Goals, Graduation Criteria, Proposal, Test Plan, fix 1 error
      Not counted: 4 findings already in \`BASE\` (3 errors, 1 notice)
      ### Findings
      <summary>❌ <b>Spare disks</b> <code>keps/sig-node/43-spare-disks</code> · 2 errors, 1 warning</summary>
      - ❌ [\`README.md:1\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/43-spare-disks/README.md?plain=1#L1) — heading says \`KEP-42\`, but kep-number 43 is the KEP's number ([number-matches])
        - also [\`kep.yaml:2\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/43-spare-disks/kep.yaml#L2) — kep-number 43 is here
      - ❌ [\`kep.yaml:2\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/43-spare-disks/kep.yaml#L2) — kep-number was 42 and is now 43; a KEP keeps its number ([identity-immutable])
      - ⚠️ [\`kep.yaml:6\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/43-spare-disks/kep.yaml#L6) — last-updated is still \`2024-01-02\`, and \`kep.yaml\` changed; set it to \`TODAY\` ([last-updated-bumped])
      <summary>Show the fix</summary>
      \`\`\`diff
      --- a/keps/sig-node/43-spare-disks/README.md
      +++ b/keps/sig-node/43-spare-disks/README.md
      @@ -1,2 +1,2 @@
      -# KEP-42: Spare disks
      +# KEP-43: Spare disks
       
      --- a/keps/sig-node/43-spare-disks/kep.yaml
      +++ b/keps/sig-node/43-spare-disks/kep.yaml
      @@ -1,3 +1,3 @@
       title: Spare disks
      -kep-number: 43
      +kep-number: 42
       owning-sig: sig-node
      @@ -5,2 +5,2 @@
       creation-date: 2024-01-01
      -last-updated: 2024-01-02
      +last-updated: TODAY
      \`\`\`
      \`npx keplint fix\` fixes all of these findings.
      <summary>KEPs by SIG and state</summary>"
    `)
  })

  test('makes a directory of a flat file is told what its metadata lacks', async () => {
    const flat = 'keps/sig-node/0042-spare-disks.md'
    const { [`${spare}/README.md`]: body = '', [`${spare}/kep.yaml`]: metadata = '' } = numbered(spare)
    const before = { [flat]: `---\n${metadata}---\n${body}` }
    expect(await outcome(before, { ...without(before), ...numbered(spare) })).toMatchInlineSnapshot(`
      "exit 1, failure, keps 2, errors 2, warnings 0, notices 0, report-file none, patch-file none
      error: keps/sig-node/42-spare-disks/kep.yaml:1:1-1 metadata-schema: approvers is missing
      error: keps/sig-node/42-spare-disks/kep.yaml:1:1-1 metadata-schema: authors is missing
      ## ❌ 2 errors in 1 KEP that this change touches
      Errors fail the check · 5 files read · compared with \`BASE\`
      ### What this change does
      - ❌ **Spare disks** [\`keps/sig-node/42-spare-disks\`](https://github.com/example/enhancements/tree/MERGE/keps/sig-node/42-spare-disks) — stays provisional, renamed from \`keps/sig-node/0042-spare-disks.md\` · needs: text in Motivation, approvers, authors
        - provisional → implementable needs: text in Motivation, authors, an approver, Design Details, Goals, Graduation Criteria, Proposal, Test Plan
      Not counted: 2 findings already in \`BASE\` (1 error, 1 notice)
      ### Findings
      <summary>❌ <b>Spare disks</b> <code>keps/sig-node/42-spare-disks</code> · 2 errors</summary>
      - ❌ [\`kep.yaml:1\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/42-spare-disks/kep.yaml#L1) — approvers is missing ([metadata-schema])
      - ❌ [\`kep.yaml:1\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/42-spare-disks/kep.yaml#L1) — authors is missing ([metadata-schema])
      <summary>KEPs by SIG and state</summary>"
    `)
  })

  test('deletes a KEP is told to keep it', async () => {
    const before = proposal('keps/sig-node/old', 4)
    expect(await outcome(before, without(before))).toMatchInlineSnapshot(`
      "exit 1, failure, keps 1, errors 1, warnings 0, notices 0, report-file none, patch-file none
      error: keps/sig-node/old/metadata.yaml:1:1-1 history-kept: keps/sig-node/old was deleted; restore it, and set state to rejected, withdrawn or replaced
      ## ❌ 1 error in 1 KEP that this change touches
      Errors fail the check · 3 files read · compared with \`BASE\`
      ### What this change does
      - ❌ **Proposal 4** \`keps/sig-node/old\` — removed (was provisional)
      Not counted: 1 finding already in \`BASE\` (1 error)
      ### Findings
      <summary>❌ <b>Proposal 4</b> <code>keps/sig-node/old</code> · 1 error</summary>
      - ❌ \`metadata.yaml:1\` — \`keps/sig-node/old\` was deleted; restore it, and set state to rejected, withdrawn or replaced ([history-kept])
      <summary>KEPs by SIG and state</summary>"
    `)
  })

  test('opens a KEP as what is decided is told that this is a record', async () => {
    expect(await outcome({}, proposal('keps/sig-node/new', 4, { state: 'rejected' }))).toMatchInlineSnapshot(`
      "exit 0, success, keps 2, errors 0, warnings 0, notices 1, report-file none, patch-file none
      notice: keps/sig-node/new/metadata.yaml:3:8-16 transition-legal: a new KEP starts as rejected, as a record
      ## ✅ 1 notice in 1 KEP that this change touches
      Errors fail the check · 6 files read · compared with \`BASE\`
      ### What this change does
      - ℹ️ **Proposal 4** [\`keps/sig-node/new\`](https://github.com/example/enhancements/tree/MERGE/keps/sig-node/new) — new: rejected · nothing missing
      Not counted: 1 finding already in \`BASE\` (1 error)
      ### Findings
      <summary>ℹ️ <b>Proposal 4</b> <code>keps/sig-node/new</code> · 1 notice</summary>
      - ℹ️ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/new/metadata.yaml#L3) — a new KEP starts as rejected, as a record ([transition-legal])
      <summary>KEPs by SIG and state</summary>"
    `)
  })

  test('brings back what was withdrawn is told that this is final', async () => {
    const before = proposal('keps/sig-node/old', 4, { state: 'withdrawn' })
    const after = proposal('keps/sig-node/old', 4, { state: 'provisional', last_updated: '2024-01-03' })
    expect(await outcome(before, after)).toMatchInlineSnapshot(`
      "exit 1, failure, keps 2, errors 1, warnings 0, notices 0, report-file none, patch-file none
      error: keps/sig-node/old/metadata.yaml:3:8-19 transition-legal: state moved from withdrawn to provisional; withdrawn is final
      ## ❌ 1 error in 1 KEP that this change touches
      Errors fail the check · 6 files read · compared with \`BASE\`
      ### What this change does
      - ❌ **Proposal 4** [\`keps/sig-node/old\`](https://github.com/example/enhancements/tree/MERGE/keps/sig-node/old) — withdrawn → provisional · needs: fix 1 error
        - its state moved forward: all findings of this KEP count at full severity, and exemptions and the baseline do not apply
        - provisional → implementable needs: an approver, a reviewer, \`graduation_criteria.md\`, \`guides/developer.md\`, \`guides/operator.md\`, \`guides/teacher.md\`
      Not counted: 1 finding already in \`BASE\` (1 error)
      ### Findings
      <summary>❌ <b>Proposal 4</b> <code>keps/sig-node/old</code> · 1 error</summary>
      - ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/old/metadata.yaml#L3) — state moved from withdrawn to provisional; withdrawn is final ([transition-legal])
      <summary>KEPs by SIG and state</summary>"
    `)
  })

  test('makes files of symbolic links answers for the files', async () => {
    const debt = proposal('keps/sig-node/debt', 1, { state: 'provisonal' })
    const before: Changes = {
      ...debt,
      'keps/sig-node/alias': { link: 'debt' },
      'keps/sig-node/linked/metadata.yaml': { link: '../debt/metadata.yaml' },
      'keps/sig-node/outside/metadata.yaml': { link: '../../../../../../etc/hostname' },
    }
    const after: Changes = {
      'keps/sig-node/alias': null,
      ...proposal('keps/sig-node/alias', 4, { state: 'provisinal' }),
      ...proposal('keps/sig-node/linked', 5),
    }
    expect(await outcome(before, after)).toMatchInlineSnapshot(`
      "exit 1, failure, keps 5, errors 1, warnings 1, notices 0, report-file none, patch-file none
      error: keps/sig-node/alias/metadata.yaml:3:8-18 metadata-schema: state is "provisinal", not a known state; did you mean provisional?
      warning: keps/sig-node/linked/metadata.yaml:6:15-25 last-updated-bumped: last_updated is still 2024-01-02, and metadata.yaml, motivation.md and summary.md changed; set it to TODAY
      ## ❌ 1 error, 1 warning in 2 KEPs that this change touches
      Errors fail the check · 12 files read · compared with \`BASE\`
      ### What this change does
      - ❌ **Proposal 4** [\`keps/sig-node/alias\`](https://github.com/example/enhancements/tree/MERGE/keps/sig-node/alias) — new: provisional · needs: fix 1 error
        - provisional → implementable needs: an approver, a reviewer, \`graduation_criteria.md\`, \`guides/developer.md\`, \`guides/operator.md\`, \`guides/teacher.md\`, fix 1 error
      - ⚠️ **Proposal 5** [\`keps/sig-node/linked\`](https://github.com/example/enhancements/tree/MERGE/keps/sig-node/linked) — stays provisional · nothing missing
        - provisional → implementable needs: an approver, a reviewer, \`graduation_criteria.md\`, \`guides/developer.md\`, \`guides/operator.md\`, \`guides/teacher.md\`
      Not counted: 3 findings already in \`BASE\` (3 errors)
      This change fixes 5 findings
      ### Findings
      <summary>❌ <b>Proposal 4</b> <code>keps/sig-node/alias</code> · 1 error</summary>
      - ❌ [\`metadata.yaml:3\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/alias/metadata.yaml#L3) — state is \`"provisinal"\`, not a known state; did you mean provisional? ([metadata-schema])
      <summary>Show the fix</summary>
      \`\`\`diff
      --- a/keps/sig-node/alias/metadata.yaml
      +++ b/keps/sig-node/alias/metadata.yaml
      @@ -2,3 +2,3 @@
       authors: ["@ada"]
      -state: provisinal
      +state: provisional
       uuid: 00000000-0000-4000-8000-000000000004
      \`\`\`
      <summary>⚠️ <b>Proposal 5</b> <code>keps/sig-node/linked</code> · 1 warning</summary>
      - ⚠️ [\`metadata.yaml:6\`](https://github.com/example/enhancements/blob/MERGE/keps/sig-node/linked/metadata.yaml#L6) — \`last_updated\` is still \`2024-01-02\`, and \`metadata.yaml\`, \`motivation.md\` and \`summary.md\` changed; set it to \`TODAY\` ([last-updated-bumped])
      <summary>Show the fix</summary>
      \`\`\`diff
      --- a/keps/sig-node/linked/metadata.yaml
      +++ b/keps/sig-node/linked/metadata.yaml
      @@ -5,3 +5,3 @@
       created: 2024-01-01
      -last_updated: 2024-01-02
      +last_updated: TODAY
       owning_sig: sig-node
      \`\`\`
      \`npx keplint fix\` fixes all of these findings.
      <summary>KEPs by SIG and state</summary>"
    `)
  })

  test('has commands and markup in its names and values gives none', async () => {
    const evil = [
      '::stop-commands::x',
      '\n::set-env name=A::b',
      '%0A::error::made up',
      '##[error]made up',
      'a\u200b##\u200b[error]b',
      '</details><img src=x onerror=alert(1)>',
      '<!--',
      '`<b>',
      '| @octocat/all |',
      '[x](javascript:alert(1))',
    ]
    const each = (of: (text: string, i: number) => Changes): Changes =>
      Object.assign({}, ...evil.map((text, i) => of(text, i))) as Changes
    const at = (text: string): string => `keps/sig-node/${text.replaceAll('/', '∕')}`
    const named = (text: string, i: number, lines: Files = {}): Files => {
      const quoted = JSON.stringify(text)
      return proposal(at(text), i + 10, { title: quoted, [quoted]: quoted, ...lines })
    }
    const before = each((text, i) => ({
      ...named(text, i, { state: JSON.stringify(text) }),
      ...proposal(at(`${text} heir`), i + 50, { replaces: JSON.stringify([at(text)]) }),
    }))
    const change = each((text, i) => ({
      ...without(named(text, i)),
      ...(i % 2 === 0 ? named(`${text} moved`, i, { state: JSON.stringify(`${text} again`) }) : {}),
    }))
    const mine = propose({ '.keplint.yml': 'rules: {reference-reciprocal: off}\n', ...before }, change)
    const told = await actOn(pullRequest(mine.ids), checkout(mine.origin, mine.ids.merge, 2), { of: mine })
    await expect(`${shown(told)}\n`).toMatchFileSnapshot('../snapshots/change/action-hostile.txt')
    const { kinds, tags } = structure(told.summary)
    expect(tags.filter((tag) => !ourTags.includes(tag))).toEqual([])
    expect(kinds.filter((kind) => !ourKinds.includes(kind))).toEqual([])
    const own = /^##\[(?:error|warning|notice|group|endgroup)\]/
    const lines = told.log.filter((line) => !own.test(line))
    expect(lines.filter((line) => line.includes('##[') || /^\s*::/.test(line))).toEqual([])
    expect(lines.join('\n') + told.summary).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u200b]/)
  })
})
