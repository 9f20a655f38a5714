import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

import { gitEnvironment } from '../support/git-repository.js'
import { makeTrees, keplint as run } from '../support/run-command.js'

const { tree, remove } = makeTrees()
afterAll(remove)

const page = readFileSync(join(import.meta.dirname, '../../docs/authoring.md'), 'utf8')
const transcript = /```console\n(.*?)```/s.exec(page)?.[1] ?? ''
const bodies = ['keps/sig-node/42-warm-pods/README.md', 'keps/sig-node/57-hot-pods/README.md']

/** What an author does at a line of the page that begins with `#`: a sentence below each heading that it names, or below all. */
function writeTexts(root: string, line: string): void {
  const isMeant = (heading: string): boolean => !line.includes('Summary') || line.includes(heading.replace(/^#+ /, ''))
  for (const path of bodies.map((each) => join(root, each)).filter((each) => existsSync(each))) {
    const text = readFileSync(path, 'utf8')
    writeFileSync(
      path,
      text.replace(/^(##+ .*)\n+(?=##|$(?![\s\S]))/gm, (all, heading: string) =>
        isMeant(heading) ? `${heading}\n\nIt is written here.\n\n` : all,
      ),
    )
  }
}

/** The words of a command line: what is in double quotes is one. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '')
}

test('one KEP lives as docs/authoring.md tells', () => {
  const root = tree({ 'keps/sig-node/.gitkeep': '' })
  const told = transcript
    .split('\n')
    .filter((line) => /^[$#] /.test(line))
    .flatMap((line) => {
      if (line.startsWith('# ')) writeTexts(root, line)
      if (line.startsWith('# ')) return [line]
      const { exit, stdout, stderr } = run(root, wordsOf(line).slice(3), gitEnvironment)
      return [
        line,
        ...(stdout + stderr).split('\n').filter((each) => each !== ''),
        ...(exit === 0 ? [] : [`exit ${exit}`]),
      ]
    })
  expect(`${told.join('\n')}\n`).toBe(transcript)
  expect(run(root, ['--fail-on', 'error'], gitEnvironment)).toMatchObject({ exit: 0 })
})
