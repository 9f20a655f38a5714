import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { reportFaults } from '../support/report-schema.js'
import { runAction } from '../support/runner/run-action.js'

/** A checkout of kubernetes/enhancements, where there is one. */
const corpus = process.env['CORPUS']

const temp = mkdtempSync(join(tmpdir(), 'keplint-'))
afterAll(() => rmSync(temp, { recursive: true, force: true }))

describe.skipIf(corpus === undefined)('the action over kubernetes/enhancements', () => {
  test('fails within GitHub’s limits, and tells all in the report', async () => {
    const result = await runAction({
      workspace: corpus ?? '',
      inputs: { 'report-file': join(temp, 'report.json') },
      env: { GITHUB_REPOSITORY: 'kubernetes/enhancements', RUNNER_TEMP: temp },
    })
    const report: unknown = JSON.parse(readFileSync(join(temp, 'report.json'), 'utf8'))
    expect(reportFaults(report)).toEqual([])
    expect(result.conclusion).toBe('failure')
    expect(result.outputs).toMatchObject({ conclusion: 'failure', keps: '654' })
    expect(report).toMatchObject({ summary: { keps: 654, errors: Number(result.outputs['errors']) } })
    expect(result.droppedAnnotations).toEqual([])
    for (const level of ['error', 'warning', 'notice']) {
      expect(result.annotations.filter((annotation) => annotation.level === level)).toHaveLength(10)
    }
    expect(Buffer.byteLength(result.summary)).toBeLessThanOrEqual(1_048_576)
    expect(result.summary).toMatch(/^## ❌ \d+ errors/)
  })
})

test('is asked for by CORPUS', () => {
  expect(corpus === undefined || corpus !== '').toBe(true)
})
