import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { errorWords } from '../host/errors/system-error.js'
import { UsageError } from '../host/errors/usage-error.js'
import type { Edit } from '../lint/model/fix.js'

/** The creation of files as a unified diff that `git apply` takes. */
export function diffOf(edits: readonly Edit[]): string {
  return edits.map((edit) => ('create' in edit ? creation(edit.path, edit.create) : '')).join('')
}

function creation(path: string, text: string): string {
  const lines = text.split(/(?<=\n)/)
  const head = `diff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n`
  const end = text.endsWith('\n') ? '' : '\n\\ No newline at end of file\n'
  return `${head}@@ -0,0 +1,${lines.length} @@\n${lines.map((each) => `+${each}`).join('')}${end}`
}

/** Writes new files below `root`. Throws a UsageError for the first that cannot be written, or is there already. */
export function writeEdits(root: string, edits: readonly Edit[]): void {
  for (const edit of edits) {
    if (!('create' in edit)) continue
    try {
      mkdirSync(dirname(join(root, edit.path)), { recursive: true })
      writeFileSync(join(root, edit.path), edit.create, { flag: 'wx' })
    } catch (error) {
      throw new UsageError(`${edit.path} cannot be written: ${errorWords(error)}`)
    }
  }
}
