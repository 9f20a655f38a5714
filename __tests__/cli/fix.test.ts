import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

import { keplint, makeTrees } from '../support/run-command.js'

const { tree, remove } = makeTrees()
afterAll(remove)

const metadata = `title: Warm racks
kep-number: 42
authors:
  - "@mira"
status: implementabel
creation-date: 2025-1-2
reviewers:
  - "@noor"
approvers:
  - "@otto"
`
const sections = [
  'Summary',
  'Motivation',
  'Goals',
  'Non-Goals',
  'Proposal',
  'Design Details',
  'Test Plan',
  'Graduation Criteria',
]
const body = `# KEP-42: Warm racks\n\n${sections.map((name) => `## ${name}\n\nThe racks stay warm.\n`).join('\n')}`
const kep = 'keps/42-warm-racks/kep.yaml'
const broken = { [kep]: metadata, 'keps/42-warm-racks/README.md': body }
const textOf = (root: string, path = kep): string => readFileSync(join(root, path), 'utf8')

test('what has one right fix is fixed, told line by line, and nothing is left for a second run', () => {
  const root = tree(broken)
  chmodSync(join(root, kep), 0o664)
  expect(keplint(root, ['fix'])).toEqual({
    exit: 0,
    stdout: `keps/42-warm-racks/kep.yaml:5:9  status is "implementabel", not a known state; did you mean implementable?  metadata-schema
  fixed: write implementable
keps/42-warm-racks/kep.yaml:6:16  creation-date is "2025-1-2", not a date (YYYY-MM-DD) or an RFC 3339 timestamp; did you mean 2025-01-02?  metadata-schema
  fixed: write 2025-01-02
`,
    stderr: 'keplint: 2 findings fixed in 1 file; nothing is left\n',
  })
  expect(textOf(root)).toBe(metadata.replace('implementabel', 'implementable').replace('2025-1-2', '2025-01-02'))
  expect(statSync(join(root, kep)).mode & 0o777).toBe(0o664)
  expect(keplint(root, ['fix'])).toEqual({
    exit: 0,
    stdout: '',
    stderr: 'keplint: nothing is fixed; nothing is left\n',
  })
})

test('--diff prints what would change, writes nothing, and ends with 1', () => {
  const root = tree(broken)
  expect(keplint(root, ['fix', '--diff'])).toEqual({
    exit: 1,
    stdout: `diff --git a/keps/42-warm-racks/kep.yaml b/keps/42-warm-racks/kep.yaml
--- a/keps/42-warm-racks/kep.yaml
+++ b/keps/42-warm-racks/kep.yaml
@@ -2,8 +2,8 @@
 kep-number: 42
 authors:
   - "@mira"
-status: implementabel
-creation-date: 2025-1-2
+status: implementable
+creation-date: 2025-01-02
 reviewers:
   - "@noor"
 approvers:
`,
    stderr: '',
  })
  expect(textOf(root)).toBe(metadata)
})

test('--only fixes what the named rules report, and a rule that is none has its nearest name', () => {
  const root = tree(broken)
  expect(keplint(root, ['fix', '--only', 'toc-current']).stdout).toBe('')
  expect(textOf(root)).toBe(metadata)
  expect(keplint(root, ['fix', '--only', 'metadata-shema'])).toEqual({
    exit: 2,
    stdout: '',
    stderr: 'keplint: unknown rule "metadata-shema"; did you mean metadata-schema?\n',
  })
})

test('nothing is written through a symbolic link: its findings are left', () => {
  const root = tree({
    ...broken,
    'keps/43-cold-racks/README.md': body.replaceAll('42', '43'),
    'kept.yaml': metadata.replace('42', '43'),
  })
  symlinkSync('../../kept.yaml', join(root, 'keps/43-cold-racks/kep.yaml'))
  const { exit, stderr } = keplint(root, ['fix'])
  expect(exit).toBe(1)
  expect(stderr).toMatch(/^keplint: 2 findings fixed in 1 file; .* left\n$/)
  expect(textOf(root)).toContain('status: implementable\n')
  expect(textOf(root, 'kept.yaml')).toContain('status: implementabel\n')
})

test('--interactive without a terminal says so', () => {
  expect(keplint(tree(broken), ['fix', '--interactive'])).toEqual({
    exit: 2,
    stdout: '',
    stderr: 'keplint: --interactive needs a terminal\n',
  })
})
