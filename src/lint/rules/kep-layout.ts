import type { Fix } from '../model/fix.js'
import type { Misplaced } from '../model/keps.js'
import { topOf } from '../model/place.js'
import { directoryOf, join, nameOf } from '../text/paths.js'
import { listed } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** Metadata without a body explains nothing, and a body without metadata is in no list. */
export default defineRule({
  id: 'kep-layout',
  since: '1.0',
  summary: 'Every KEP has its body, and every body has its metadata',
  severity: 'error',
  *check(kep, { keps, tree }) {
    const { layout } = kep.profile
    if (layout.kind !== 'directory' || !layout.body.required) return
    const { file } = layout.body
    const path = join(kep.path, file)
    if (tree.files.has(path) || tree.refused.some((refusal) => refusal.path === path)) return
    const at = topOf(kep.metadata.path)
    const other =
      kep.body?.path ?? keps.filesOf(kep).find((each) => /\.md$/i.test(each) && directoryOf(each) === kep.path)
    const fix = other === undefined ? 'write it' : `rename ${nameOf(other)} to ${file}`
    const fixes = (): readonly Fix[] => {
      if (other === undefined || nameOf(other).toLowerCase() !== file.toLowerCase()) return []
      return [{ title: fix, kind: 'safe', edits: [{ path: other, rename: path }] }]
    }
    yield { at, message: `${file} is missing in ${kep.path}; ${fix}`, subject: file, needs: file, fixes }
  },
  *checkTree({ keps: { misplaced, metadataFiles }, tree }) {
    for (const { body, at, fault, lacks } of misplaced) {
      const name = nameOf(body.path)
      const looks = `${name} looks like a KEP, but`
      const other = metadataFiles
        .flatMap((file) => spellings(file).map((spelling) => join(directoryOf(body.path), spelling)))
        .find((path) => tree.files.has(path))
      const fix = other === undefined ? 'write one' : `rename ${nameOf(other)}`
      const low = (where: string) => `front matter is ${where}on line ${at.line}; move it to the top of the file`
      const messages = {
        'no metadata file': `${looks} has no ${listed(metadataFiles, 'or')} next to it; ${fix}`,
        'no front matter': `${looks} does not start with front matter; write it between two lines of three hyphens`,
        'front matter below': low(''),
        'front matter in code': low('in a code block '),
        'front matter of another document': `${looks} its front matter has no ${listed(lacks, 'or')}; add it`,
      } satisfies Record<Misplaced['fault'], string>
      yield { at, message: messages[fault], subject: fault }
    }
  },
})

/** What people call a metadata file that is not its name. */
function spellings(file: string): readonly string[] {
  const bare = file.replace(/\.yaml$/, '')
  return [`${bare}.yml`, `${bare.toUpperCase()}.yaml`, `${bare}.YAML`, `${bare}.json`]
}
