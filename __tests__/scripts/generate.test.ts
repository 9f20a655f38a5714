import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyRepository } from '../support/copy.js'

const generated = ['src/lint/rules/index.ts', 'src/lint/rules/README.md', 'README.md', 'docs/configuration.md']

test('in a fresh clone, what is committed is what is generated', () => {
  expect(copyRepository().node('scripts/generate.mjs', '--check')).toEqual({ status: 0, output: '' })
}, 60_000)

test('what differs is named, and written', () => {
  const { directory, node } = copyRepository()
  const textOf = (path: string): string => readFileSync(join(directory, path), 'utf8')
  const before = generated.map(textOf)
  const broken = before.map((text) => text.replace(/^(?:import|\|) .*(?:uuid-unique|exemptions\[\]).*\n/m, ''))
  for (const [i, path] of generated.entries()) writeFileSync(join(directory, path), broken[i] ?? '')
  const output = generated.map((path) => `${path} is not what its sources make: run npm run generate\n`).join('')
  expect(node('scripts/generate.mjs', '--check')).toEqual({ status: 1, output })
  expect(generated.map(textOf)).toEqual(broken)
  expect(node('scripts/generate.mjs')).toEqual({
    status: 0,
    output: generated.map((path) => `wrote ${path}\n`).join(''),
  })
  expect(generated.map(textOf)).toEqual(before)
}, 60_000)
