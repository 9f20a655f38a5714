import type {
  CodeActionParams,
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  InitializeParams,
  InitializeResult,
  RenameParams,
  TextDocumentPositionParams,
} from 'vscode-languageserver-protocol'
import { UsageError } from '../../host/errors/usage-error.js'
import { type Linter, type LintOptions, newLinter } from '../../lint/lint.js'
import type { Finding } from '../../lint/model/finding.js'
import type { Tree } from '../../lint/model/tree.js'
import { version } from '../../version.js'
import type { OpenTree } from '../open-tree.js'
import {
  actionsFor,
  definitionAt,
  diagnosticOf,
  hoverAt,
  kepOf,
  numberAt,
  referencesTo,
  renumbered,
} from './answers.js'
import { pathOfUri, uriOfPath } from './positions.js'

/** The transport of the protocol, loaded by whoever starts the server. */
export type Transport = typeof import('../../lsp/index.js')

/** After so many milliseconds without an edit the whole tree is checked: an edit may break another KEP. */
const quietFor = 400

/** What the server knows of the tree that the editor has open. */
interface Session {
  readonly open: OpenTree
  /** The tree on disk with the texts of the editor over it. */
  tree: Tree
  findings: readonly Finding[]
}

/** Serves an editor over standard input and output. `open` reads the tree of the editor's folder. */
export function startServer(transport: Transport, open: (root: string | null) => OpenTree): void {
  const { createMessageConnection, StreamMessageReader, StreamMessageWriter } = transport
  const connection = createMessageConnection(
    new StreamMessageReader(process.stdin),
    new StreamMessageWriter(process.stdout),
  )
  const texts = new Map<string, string>()
  let session: Session | null = null
  let linter: Linter = newLinter()
  let timer: NodeJS.Timeout | null = null

  const tell = (message: string): void =>
    void connection.sendNotification('window/showMessage', { type: 1, message: `keplint: ${message}` })

  function start(root: string | null): void {
    try {
      const opened = open(root)
      linter = newLinter()
      session = { open: opened, tree: overlaid(opened.tree, opened.root), findings: session?.findings ?? [] }
    } catch (error) {
      session = null
      tell(error instanceof UsageError ? error.message : String(error))
    }
  }

  function overlaid(tree: Tree, root: string): Tree {
    const known = new Map(tree.texts)
    for (const [uri, text] of texts) {
      const path = pathOfUri(root, uri)
      if (path !== null && tree.files.has(path)) known.set(path, text)
    }
    return { ...tree, texts: known }
  }

  /** Checks one KEP, or the whole tree, and shows what changes by that. */
  function check(only: string | null): void {
    if (session === null) return
    try {
      const found = linter.lint(session.tree, optionsOf(session, only)).findings
      const before = session.findings
      session.findings = only === null ? found : [...before.filter(({ kep }) => kep !== only), ...found]
      const isOf = ({ kep }: Finding): boolean => only === null || kep === only
      show(session, new Set([...before.filter(isOf), ...found].map(({ at }) => at.path)))
    } catch (error) {
      tell(String(error))
    }
  }

  /** Shows the findings of files. */
  function show({ findings, open: { root } }: Session, paths: ReadonlySet<string>): void {
    const byPath = new Map<string, Finding[]>(Array.from(paths, (path) => [path, []]))
    for (const finding of findings) byPath.get(finding.at.path)?.push(finding)
    for (const [path, some] of byPath) {
      const diagnostics = some.map((finding) => diagnosticOf(root, finding))
      void connection.sendNotification('textDocument/publishDiagnostics', { uri: uriOfPath(root, path), diagnostics })
    }
  }

  function edited(uri: string, text: string | null): void {
    if (text === null) texts.delete(uri)
    else texts.set(uri, text)
    if (session === null) return
    const { root, tree } = session.open
    session.tree = overlaid(tree, root)
    const path = pathOfUri(root, uri)
    if (path === null) return
    const kep = kepOf(linter.catalogue(session.tree, optionsOf(session, null)), path)
    if (kep !== null) check(kep.path)
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => check(null), quietFor)
  }

  /** Answers a question about a position; null where there is no tree or no such file. */
  function asked<T>(
    uri: string,
    answer: (path: string, root: string, catalogue: ReturnType<Linter['catalogue']>, session: Session) => T,
  ): T | null {
    if (session === null) return null
    const { root } = session.open
    const path = pathOfUri(root, uri)
    return path === null ? null : answer(path, root, linter.catalogue(session.tree, optionsOf(session, null)), session)
  }

  connection.onRequest('initialize', ({ rootUri, workspaceFolders }: InitializeParams): InitializeResult => {
    const uri = workspaceFolders?.[0]?.uri ?? rootUri ?? null
    start(uri === null ? null : folderOf(uri))
    return {
      serverInfo: { name: 'keplint', version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: 1, save: true },
        codeActionProvider: { codeActionKinds: ['quickfix'] },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        renameProvider: { prepareProvider: true },
      },
    }
  })
  connection.onNotification('initialized', () => check(null))
  connection.onNotification('textDocument/didOpen', ({ textDocument }: DidOpenTextDocumentParams) =>
    edited(textDocument.uri, textDocument.text),
  )
  connection.onNotification('textDocument/didChange', (params: DidChangeTextDocumentParams) => {
    const change = params.contentChanges.at(-1)
    if (change !== undefined) edited(params.textDocument.uri, change.text)
  })
  connection.onNotification('textDocument/didClose', ({ textDocument }: DidCloseTextDocumentParams) => {
    edited(textDocument.uri, null)
  })
  // Files that were made, moved or removed are only seen when the tree is read again.
  const reread = (): void => {
    if (session === null) return
    start(session.open.root)
    check(null)
  }
  connection.onNotification('textDocument/didSave', reread)
  connection.onNotification('workspace/didChangeWatchedFiles', reread)

  connection.onRequest('textDocument/hover', ({ position, textDocument }: TextDocumentPositionParams) =>
    asked(textDocument.uri, (path, _, catalogue) => hoverAt(catalogue, path, position)),
  )
  connection.onRequest('textDocument/definition', ({ position, textDocument }: TextDocumentPositionParams) =>
    asked(textDocument.uri, (path, root, catalogue) => definitionAt(root, catalogue, path, position)),
  )
  connection.onRequest('textDocument/references', ({ position, textDocument }: TextDocumentPositionParams) =>
    asked(textDocument.uri, (path, root, catalogue) => referencesTo(root, catalogue, path, position)),
  )
  connection.onRequest('textDocument/codeAction', ({ range, textDocument }: CodeActionParams) =>
    asked(textDocument.uri, (path, root, catalogue, { findings }) =>
      actionsFor(root, catalogue, findings, path, range),
    ),
  )
  connection.onRequest('textDocument/prepareRename', ({ position, textDocument }: TextDocumentPositionParams) =>
    asked(textDocument.uri, (path, _, catalogue) => numberAt(catalogue, path, position)?.range ?? null),
  )
  connection.onRequest('textDocument/rename', ({ newName, position, textDocument }: RenameParams) =>
    asked(textDocument.uri, (path, root, catalogue, { open: { asked: options } }) => {
      const number = numberAt(catalogue, path, position)
      if (number === null) return null
      const edit = renumbered(root, catalogue, number.kep, newName, options.repository)
      if (typeof edit !== 'string') return edit
      tell(edit)
      return null
    }),
  )
  connection.onRequest('shutdown', () => null)
  connection.onNotification('exit', () => process.exit(0))
  connection.onClose(() => process.exit(0))
  connection.listen()
}

function optionsOf({ open: { asked, setup } }: Session, only: string | null): LintOptions {
  return { ...asked, baseline: setup.baseline, only: only === null ? null : [only] }
}

function folderOf(uri: string): string | null {
  return pathOfUri('/', uri) === null ? null : decodeURIComponent(new URL(uri).pathname)
}
