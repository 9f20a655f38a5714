import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-protocol'
import { isReplacement } from '../../lint/fix/fixes-of.js'
import type { Edit } from '../../lint/model/fix.js'
import type { Tree } from '../../lint/model/tree.js'
import { positionAt, uriOfPath } from './positions.js'

/** Edits as the editor makes them: texts first, then files that are made, moved and removed. */
export function workspaceEdit(root: string, tree: Pick<Tree, 'texts'>, edits: readonly Edit[]): WorkspaceEdit {
  const byPath = new Map<string, TextDocumentEdit>()
  const files: NonNullable<WorkspaceEdit['documentChanges']> = []
  for (const edit of edits) {
    const uri = uriOfPath(root, edit.path)
    if (isReplacement(edit)) {
      const text = tree.texts.get(edit.path) ?? ''
      const range = { start: positionAt(text, edit.start), end: positionAt(text, edit.end) }
      const known = byPath.get(edit.path) ?? { textDocument: { uri, version: null }, edits: [] }
      known.edits.push({ range, newText: edit.text })
      byPath.set(edit.path, known)
    } else if ('create' in edit) {
      const start = { line: 0, character: 0 }
      files.push({ kind: 'create', uri })
      files.push({
        textDocument: { uri, version: null },
        edits: [{ range: { start, end: start }, newText: edit.create }],
      })
    } else if ('rename' in edit) {
      files.push({ kind: 'rename', oldUri: uri, newUri: uriOfPath(root, edit.rename) })
    } else files.push({ kind: 'delete', uri })
  }
  return { documentChanges: [...byPath.values(), ...files] }
}
