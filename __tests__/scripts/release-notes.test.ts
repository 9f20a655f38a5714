import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const script = fileURLToPath(new URL('../../scripts/release-notes.mjs', import.meta.url))
const run = (...words: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], { encoding: 'utf8' })
  return [status, stdout, stderr]
}

test.each([
  ['1.0', '"1.0" is not a version such as 1.2.3\n'],
  ['9.9.9', 'CHANGELOG.md says nothing of 9.9.9\n'],
  ['1.0.0', 'CHANGELOG.md calls 1.0.0 unreleased: write the day\n'],
])('%s is not released', (version, message) => {
  expect(run(version)).toEqual([1, '', message])
})
