import { describe, expect, test } from 'vitest'

import { checkout } from '../support/git-repository.js'
import { pullRequest } from '../support/payloads.js'
import { type Files, implementable, proposal, uuidOf } from '../support/proposals.js'
import { act, cutOff, type Proposed, propose, type Told, without } from '../support/proposed.js'
import type { Step } from '../support/runner/run-action.js'

/** Forty KEPs, each with a misspelt state, an author that is none, no motivation, and dates in the wrong order. */
const debt: Files = Object.assign(
  {},
  ...Array.from({ length: 40 }, (_, i) => {
    const path = `keps/sig-node/debt-${i + 10}`
    return {
      ...proposal(path, i + 100, {
        state: 'provisonal',
        authors: '["the author"]',
        sections: '[summary.md]',
        last_updated: '2023-12-31',
      }),
    }
  }),
)
const old = 'keps/sig-node/debt-20'

/** Runs the action on GitHub's trial merge, of which the clone has the parents too. */
function run({ origin, ids }: Proposed, inputs: Step['inputs'] = {}, depth = 2, hasOrigin = true): Promise<Told> {
  const workspace = checkout(origin, ids.merge, depth)
  if (!hasOrigin) cutOff(workspace)
  return act({ workspace: workspace.root, inputs, ...pullRequest(ids) }, ids)
}

describe('a pull request in a tree with hundreds of findings', () => {
  const mended = proposal(old, 110)

  test('is green when it mends one KEP', async () => {
    const result = await run(propose(debt, mended))
    expect(result.annotations).toEqual([])
    expect(result).toMatchObject({
      exitCode: 0,
      outputs: { conclusion: 'success', errors: '0', warnings: '0', notices: '0' },
    })
    await expect(result.summary).toMatchFileSnapshot('../snapshots/change/action-mended.md')
  })

  test('is red with one annotation when it mends one KEP and brings one fault', async () => {
    const result = await run(propose(debt, { ...mended, ...proposal('keps/sig-node/new', 7, { state: 'provisinal' }) }))
    expect(result.exitCode).toBe(1)
    expect(result.annotations).toMatchInlineSnapshot(`
      [
        {
          "column": 8,
          "endColumn": 18,
          "endLine": 3,
          "file": "keps/sig-node/new/metadata.yaml",
          "level": "error",
          "line": 3,
          "message": "state is "provisinal", not a known state; did you mean provisional?
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/metadata-schema.md",
          "title": "metadata-schema",
        },
      ]
    `)
    await expect(result.summary).toMatchFileSnapshot('../snapshots/change/action-one-fault.md')
  })

  test('is green when it touches an old KEP and leaves its faults', async () => {
    const result = await run(propose(debt, { [`${old}/summary.md`]: '# Summary\n\nA better text.\n' }))
    expect(result.annotations).toMatchInlineSnapshot(`
      [
        {
          "column": 15,
          "endColumn": 25,
          "endLine": 6,
          "file": "keps/sig-node/debt-20/metadata.yaml",
          "level": "warning",
          "line": 6,
          "message": "last_updated is still 2023-12-31, and summary.md changed; set it to TODAY
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/last-updated-bumped.md",
          "title": "last-updated-bumped",
        },
      ]
    `)
    expect(result.exitCode).toBe(0)
    await expect(result.summary).toMatchFileSnapshot('../snapshots/change/action-old-faults.md')
  })

  test('is green when it touches no KEP', async () => {
    const result = await run(propose(debt, { 'README.md': '# Our proposals\n' }))
    expect([result.exitCode, result.annotations]).toEqual([0, []])
    await expect(result.summary).toMatchFileSnapshot('../snapshots/change/action-no-kep.md')
  })

  test('is red for all of it where the workflow says scope: all', async () => {
    const { exitCode, outputs } = await run(propose(debt, mended), { scope: 'all' })
    expect(exitCode).toBe(1)
    expect(outputs).toMatchObject({ errors: '118', warnings: '39' })
  })
})

describe('a pull request that moves a KEP forward', () => {
  const path = 'keps/sig-node/forward'
  const before = {
    ...debt,
    ...proposal(path, 8, { authors: '["the author"]', last_updated: '2026-01-02' }),
    '.keplint.yml': [
      'exemptions:',
      `- {rule: handle-format, path: ${path}, reason: We know them.}`,
      'overrides:',
      `- {paths: [${path}], rules: {section-required: notice}}`,
      '',
    ].join('\n'),
  }

  test('answers for all of that KEP, whatever covers it', async () => {
    const moved = proposal(path, 8, { state: 'implementable', authors: '["the author"]', last_updated: '2026-11-20' })
    const result = await run(propose(before, moved))
    expect(result.exitCode).toBe(1)
    expect(result.annotations).toMatchInlineSnapshot(`
      [
        {
          "column": 8,
          "endColumn": 21,
          "endLine": 3,
          "file": "keps/sig-node/forward/metadata.yaml",
          "level": "error",
          "line": 3,
          "message": "approvers is missing; implementable requires an approver
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/owners-assigned.md",
          "title": "owners-assigned",
        },
        {
          "column": 8,
          "endColumn": 21,
          "endLine": 3,
          "file": "keps/sig-node/forward/metadata.yaml",
          "level": "error",
          "line": 3,
          "message": "graduation_criteria.md is not in sections; state implementable requires it
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/section-required.md",
          "title": "section-required",
        },
        {
          "column": 8,
          "endColumn": 21,
          "endLine": 3,
          "file": "keps/sig-node/forward/metadata.yaml",
          "level": "error",
          "line": 3,
          "message": "reviewers is missing; implementable requires a reviewer
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/owners-assigned.md",
          "title": "owners-assigned",
        },
        {
          "column": 8,
          "endColumn": 21,
          "endLine": 3,
          "file": "keps/sig-node/forward/metadata.yaml",
          "level": "error",
          "line": 3,
          "message": "guides/developer.md is not in sections; state implementable requires it
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/section-required.md",
          "title": "section-required",
        },
        {
          "column": 8,
          "endColumn": 21,
          "endLine": 3,
          "file": "keps/sig-node/forward/metadata.yaml",
          "level": "error",
          "line": 3,
          "message": "guides/operator.md is not in sections; state implementable requires it
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/section-required.md",
          "title": "section-required",
        },
        {
          "column": 8,
          "endColumn": 21,
          "endLine": 3,
          "file": "keps/sig-node/forward/metadata.yaml",
          "level": "error",
          "line": 3,
          "message": "guides/teacher.md is not in sections; state implementable requires it
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/section-required.md",
          "title": "section-required",
        },
        {
          "column": 11,
          "endColumn": 23,
          "endLine": 2,
          "file": "keps/sig-node/forward/metadata.yaml",
          "level": "warning",
          "line": 2,
          "message": "authors has "the author", which is text, not a handle; write a GitHub handle
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/handle-format.md",
          "title": "handle-format",
        },
      ]
    `)
    await expect(result.summary).toMatchFileSnapshot('../snapshots/change/action-promotion.md')
  })

  test('is green where the KEP has what its state calls for', async () => {
    const moved = implementable(path, 8, { last_updated: '2026-11-20' })
    const { annotations, exitCode } = await run(propose(before, moved))
    expect(annotations).toMatchInlineSnapshot(`
      [
        {
          "column": 10,
          "endColumn": 23,
          "endLine": 2,
          "file": ".keplint.yml",
          "level": "warning",
          "line": 2,
          "message": "exemption of handle-format for "keps/sig-node/forward" matches no finding; remove it
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/exemption-stale.md",
          "title": "exemption-stale",
        },
      ]
    `)
    expect(exitCode).toBe(0)
  })
})

describe('a pull request that breaks what it does not touch', () => {
  const gone = proposal('keps/sig-node/gone', 1)
  const heir = proposal('keps/sig-node/heir', 2, { replaces: `["${uuidOf(1)}"]` })
  const quiet = { '.keplint.yml': 'rules: {reference-reciprocal: off}\n' }

  test('answers for it where the change is', async () => {
    const result = await run(propose({ ...debt, ...gone, ...heir, ...quiet }, without(gone)))
    expect(result.exitCode).toBe(1)
    expect(result.annotations).toMatchInlineSnapshot(`
      [
        {
          "column": 1,
          "endColumn": 1,
          "endLine": 1,
          "file": "keps/sig-node/gone/metadata.yaml",
          "level": "error",
          "line": 1,
          "message": "keps/sig-node/gone was deleted; restore it, and set state to rejected, withdrawn or replaced
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/history-kept.md",
          "title": "history-kept",
        },
        {
          "column": 1,
          "endColumn": 1,
          "endLine": 1,
          "file": "keps/sig-node/gone/metadata.yaml",
          "level": "error",
          "line": 1,
          "message": "breaks keps/sig-node/heir: replaces "00000000-0000-4000-8000-000000000001" does not exist in this tree
      also keps/sig-node/heir/metadata.yaml:9: it breaks here
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/reference-exists.md",
          "title": "reference-exists",
        },
      ]
    `)
    await expect(result.summary).toMatchFileSnapshot('../snapshots/change/action-deleted.md')
  })

  test('answers for a uuid that is in use, once', async () => {
    const before = { ...debt, ...gone, ...proposal('keps/sig-node/other', 3) }
    const result = await run(propose(before, proposal('keps/sig-node/new', 1, { title: 'New' })))
    expect(result.exitCode).toBe(1)
    expect(result.annotations).toMatchInlineSnapshot(`
      [
        {
          "column": 7,
          "endColumn": 43,
          "endLine": 4,
          "file": "keps/sig-node/new/metadata.yaml",
          "level": "error",
          "line": 4,
          "message": "uuid is also used by keps/sig-node/gone
      also keps/sig-node/gone/metadata.yaml:4: the same uuid
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/uuid-unique.md",
          "title": "uuid-unique",
        },
      ]
    `)
  })

  test('answers for the path that a moved KEP had, and for nothing that moved along', async () => {
    const named = proposal('keps/sig-node/heir', 2, { replaces: '["keps/sig-node/debt-20"]' })
    const from = Object.entries(debt).filter(([file]) => file.startsWith(`${old}/`))
    const moved = Object.fromEntries(from.map(([file, text]) => [file.replace(old, 'keps/sig-node/moved'), text]))
    const result = await run(
      propose({ ...debt, ...named, ...quiet }, { ...without(Object.fromEntries(from)), ...moved }),
    )
    expect(result.exitCode).toBe(1)
    expect(result.annotations).toMatchInlineSnapshot(`
      [
        {
          "column": 1,
          "endColumn": 1,
          "endLine": 1,
          "file": "keps/sig-node/moved/metadata.yaml",
          "level": "error",
          "line": 1,
          "message": "breaks keps/sig-node/heir: replaces "keps/sig-node/debt-20" does not exist in this tree
      also keps/sig-node/heir/metadata.yaml:9: it breaks here
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/reference-exists.md",
          "title": "reference-exists",
        },
      ]
    `)
    await expect(result.summary).toMatchFileSnapshot('../snapshots/change/action-moved.md')
  })
})

describe("a pull request that changes keplint's own configuration", () => {
  const change = {
    '.keplint.yml': 'rules: {metadata-schema: off, date-order: warning}\n',
    ...proposal('keps/sig-node/new', 7, { state: 'provisinal' }),
  }

  test('is told of what it loosens', async () => {
    const result = await run(propose({ ...debt, '.keplint.yml': 'rules: {}\n' }, change))
    expect(result.exitCode).toBe(0)
    expect(result.annotations).toMatchInlineSnapshot(`
      [
        {
          "column": 26,
          "endColumn": 29,
          "endLine": 1,
          "file": ".keplint.yml",
          "level": "notice",
          "line": 1,
          "message": "metadata-schema is off, and was an error by default
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/config-loosened.md",
          "title": "config-loosened",
        },
        {
          "column": 43,
          "endColumn": 50,
          "endLine": 1,
          "file": ".keplint.yml",
          "level": "notice",
          "line": 1,
          "message": "date-order is a warning, and was an error by default
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/config-loosened.md",
          "title": "config-loosened",
        },
      ]
    `)
    await expect(result.summary).toMatchFileSnapshot('../snapshots/change/action-loosened.md')
  })

  test('is held to the configuration of the base where the workflow says so', async () => {
    const result = await run(propose({ ...debt, '.keplint.yml': 'rules: {}\n' }, change), { 'config-from': 'base' })
    expect(result.exitCode).toBe(1)
    expect(result.annotations).toMatchInlineSnapshot(`
      [
        {
          "column": 8,
          "endColumn": 18,
          "endLine": 3,
          "file": "keps/sig-node/new/metadata.yaml",
          "level": "error",
          "line": 3,
          "message": "state is "provisinal", not a known state; did you mean provisional?
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/metadata-schema.md",
          "title": "metadata-schema",
        },
        {
          "column": 26,
          "endColumn": 29,
          "endLine": 1,
          "file": ".keplint.yml",
          "level": "notice",
          "line": 1,
          "message": "metadata-schema is off, and was an error by default
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/config-loosened.md",
          "title": "config-loosened",
        },
        {
          "column": 43,
          "endColumn": 50,
          "endLine": 1,
          "file": ".keplint.yml",
          "level": "notice",
          "line": 1,
          "message": "date-order is a warning, and was an error by default
      https://github.com/keplint/keplint/blob/v1/src/lint/rules/config-loosened.md",
          "title": "config-loosened",
        },
      ]
    `)
  })

  test('cannot take its own where the base is not to be had', async () => {
    const proposed = propose({ ...debt, '.keplint.yml': 'rules: {}\n' }, change)
    const result = await run(proposed, { 'config-from': 'base' }, 1, false)
    expect(result.exitCode).toBe(1)
    expect(result.annotations.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "input config-from is base, but there is no base: the base BASE is not in this clone and could not be fetched; set fetch-depth: 2 for actions/checkout",
      ]
    `)
  })
})
