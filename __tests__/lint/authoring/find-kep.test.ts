import { expect, test } from 'vitest'

import { findKep } from '../../../src/lint/authoring/find-kep.js'
import { catalogueOf } from '../../../src/lint/lint.js'
import { makeTree } from '../../support/pages.js'
import { proposal, uuidOf } from '../../support/proposals.js'
import { wholeTree } from '../../support/read-tree.js'

const treeOf = (files: Readonly<Record<string, string>>) => makeTree(new Map(Object.entries(files)))

const { keps } = catalogueOf(
  treeOf({
    ...proposal('keps/sig-node/0012-warm-pools', 12, { kep_number: '12', title: 'Warm pools' }),
    ...proposal('keps/sig-node/warm-racks', 13, { title: 'Racks that are warm' }),
    ...proposal('keps/sig-apps/12-jobs', 14, { title: 'Jobs' }),
    ...proposal('keps/sig-apps/warm', 15, { title: 'Warm' }),
  }),
  wholeTree,
)

const found = (word: string): unknown => {
  const result = findKep(word, keps)
  if ('kep' in result) return result.kep.path
  return 'several' in result ? result.several.map(({ path }) => path) : { near: result.near?.path ?? null }
}

test.each([
  ['keps/sig-node/0012-warm-pools', 'keps/sig-node/0012-warm-pools'],
  ['./keps/sig-node/0012-warm-pools/', 'keps/sig-node/0012-warm-pools'],
  ['keps/sig-node/0012-warm-pools/summary.md', 'keps/sig-node/0012-warm-pools'],
  [uuidOf(13).toUpperCase(), 'keps/sig-node/warm-racks'],
  // What has it in its metadata goes before what has it in its name alone.
  ['12', 'keps/sig-node/0012-warm-pools'],
  ['KEP-0012', 'keps/sig-node/0012-warm-pools'],
  ['racks', 'keps/sig-node/warm-racks'],
  ['JOBS', 'keps/sig-apps/12-jobs'],
  ['that are', 'keps/sig-node/warm-racks'],
  // A whole name goes before a part of others.
  ['warm', 'keps/sig-apps/warm'],
])('%s is one KEP', (word, path) => {
  expect(found(word)).toBe(path)
})

test('a part of several names is told with all of them', () => {
  expect(found('warm-')).toEqual(['keps/sig-node/0012-warm-pools', 'keps/sig-node/warm-racks'])
})

test('a word that no KEP has is told with what is written like it', () => {
  expect(found('warm-rakcs')).toEqual({ near: 'keps/sig-node/warm-racks' })
  expect(found('99')).toEqual({ near: null })
  expect(found('TEP-12')).toEqual({ near: null })
  expect(found('')).toEqual({ near: null })
})
