import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node'
import type { CodeAction, Diagnostic, InitializeResult, Location, WorkspaceEdit } from 'vscode-languageserver-protocol'

import { bundle, makeTrees } from '../support/run-command.js'

const { tree, remove } = makeTrees()
afterAll(remove)

const metadata = (number: number, title: string, more = ''): string =>
  `title: ${title}\nkep-number: ${number}\nauthors: ["@mira"]\nowning-sig: sig-node\nstatus: provisional\ncreation-date: 2025-01-02\napprovers: [TBD]\n${more}`
const body = (number: number, title: string): string =>
  `# KEP-${number}: ${title}\n\n## Summary\n\nWood.\n\n## Motivation\n\nTides.\n`
const quays = 'keps/sig-node/42-quays/kep.yaml'
const cranes = 'keps/sig-node/43-cranes/kep.yaml'

let root = ''
let server: ChildProcess
let editor: MessageConnection
let shown: Map<string, readonly Diagnostic[]>
beforeEach(async () => {
  root = tree({
    [quays]: metadata(42, 'Quays'),
    'keps/sig-node/42-quays/README.md': body(42, 'Quays'),
    [cranes]: metadata(43, 'Cranes', 'see-also:\n  - "/keps/sig-node/42-quays"\n'),
    'keps/sig-node/43-cranes/README.md': body(43, 'Cranes'),
  })
  server = spawn(process.execPath, [bundle, 'lsp', '--today', '2026-11-20'], {
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  if (!server.stdout || !server.stdin) throw new Error('the server has no pipes')
  editor = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin))
  shown = new Map()
  editor.onNotification('textDocument/publishDiagnostics', (params: { uri: string; diagnostics: Diagnostic[] }) => {
    shown.set(params.uri, params.diagnostics)
  })
  editor.listen()
  const workspaceFolders = [{ uri: pathToFileURL(root).href, name: 'keps' }]
  const result: InitializeResult = await editor.sendRequest('initialize', { workspaceFolders, capabilities: {} })
  expect(result.serverInfo?.name).toBe('keplint')
  await editor.sendNotification('initialized', {})
})
afterEach(() => {
  editor.dispose()
  server.kill()
})

const uriOf = (path: string): string => pathToFileURL(join(root, path)).href
const open = (path: string, text = readFileSync(join(root, path), 'utf8')): Promise<void> =>
  editor.sendNotification('textDocument/didOpen', {
    textDocument: { uri: uriOf(path), languageId: 'yaml', version: 1, text },
  })
const ask = <T>(method: string, path: string, line: number, character: number, more = {}): Promise<T> =>
  editor.sendRequest(method, { textDocument: { uri: uriOf(path) }, position: { line, character }, ...more })
const messagesOf = (path: string): readonly string[] =>
  (shown.get(uriOf(path)) ?? []).map(({ message }) => String(message))
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !holds(); tries++) await new Promise((resolve) => setTimeout(resolve, 25))
  expect([holds(), [...shown].flatMap(([, all]) => all.map(({ message }) => message))]).toEqual([
    true,
    expect.anything(),
  ])
}

test('what is typed is checked before it is saved, in the KEP and in others', async () => {
  await open(quays, metadata(42, 'Quays').replace('provisional', 'provisionl'))
  const message = 'status is "provisionl", not a known state; did you mean provisional?'
  await until(() => messagesOf(quays).includes(message))
  const [diagnostic] = shown.get(uriOf(quays)) ?? []
  expect(diagnostic).toMatchObject({
    range: { start: { line: 4, character: 8 }, end: { line: 4, character: 18 } },
    severity: 1,
    source: 'keplint',
    code: 'metadata-schema',
  })
  const actions: readonly CodeAction[] = await editor.sendRequest('textDocument/codeAction', {
    textDocument: { uri: uriOf(quays) },
    range: { start: { line: 4, character: 10 }, end: { line: 4, character: 10 } },
    context: { diagnostics: [] },
  })
  expect(actions).toMatchObject([
    {
      title: 'Write provisional',
      kind: 'quickfix',
      isPreferred: true,
      edit: {
        documentChanges: [
          { textDocument: { uri: uriOf(quays) }, edits: [{ range: diagnostic?.range, newText: 'provisional' }] },
        ],
      },
    },
  ])
  await editor.sendNotification('textDocument/didChange', {
    textDocument: { uri: uriOf(quays), version: 2 },
    contentChanges: [{ text: metadata(42, 'Cranes') }],
  })
  await until(() => messagesOf(cranes).some((each) => each.startsWith('title "Cranes" is also used by')))
  await editor.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf(quays) } })
  await until(() => messagesOf(quays).length === 0 && messagesOf(cranes).length === 0)
})

test('a reference shows its KEP, leads to it and is found from it', async () => {
  await open(cranes)
  expect(await ask('textDocument/hover', cranes, 8, 10)).toEqual({
    contents: { kind: 'markdown', value: '**Quays**\n\nprovisional\n\n`keps/sig-node/42-quays`' },
    range: { start: { line: 8, character: 4 }, end: { line: 8, character: 29 } },
  })
  expect(await ask('textDocument/hover', cranes, 0, 3)).toBe(null)
  const definition: Location = await ask('textDocument/definition', cranes, 8, 10)
  expect(definition).toEqual({
    uri: uriOf(quays),
    range: { start: { line: 0, character: 7 }, end: { line: 0, character: 12 } },
  })
  const references: readonly Location[] = await ask('textDocument/references', quays, 0, 0, {
    context: { includeDeclaration: false },
  })
  expect(references).toEqual([
    { uri: uriOf(cranes), range: { start: { line: 8, character: 4 }, end: { line: 8, character: 29 } } },
  ])
})

test('a number is renamed in the whole tree', async () => {
  const range = { start: { line: 1, character: 12 }, end: { line: 1, character: 14 } }
  expect(await ask('textDocument/prepareRename', quays, 1, 13)).toEqual(range)
  expect(await ask('textDocument/prepareRename', quays, 0, 1)).toBe(null)
  const edit: WorkspaceEdit = await ask('textDocument/rename', quays, 1, 13, { newName: '51' })
  const kinds = edit.documentChanges?.map((change) =>
    'kind' in change ? change.kind : change.textDocument.uri.slice(pathToFileURL(root).href.length + 1),
  )
  expect(kinds).toEqual(['keps/sig-node/42-quays/README.md', quays, cranes, 'rename', 'rename'])
  const said: string[] = []
  editor.onNotification('window/showMessage', ({ message }: { message: string }) => void said.push(message))
  expect(await ask('textDocument/rename', quays, 1, 13, { newName: '43' })).toBe(null)
  expect(said).toEqual(['keplint: number 43 is that of keps/sig-node/43-cranes'])
})

test('a folder without a tree says so and stays', async () => {
  const other = createOther()
  try {
    const said: string[] = []
    other.connection.onNotification('window/showMessage', ({ message }: { message: string }) => void said.push(message))
    other.connection.listen()
    const uri = pathToFileURL(join(root, 'nothing')).href
    await other.connection.sendRequest('initialize', { rootUri: uri, capabilities: {} })
    expect(said).toEqual([expect.stringMatching(/^keplint: the root .*nothing/)])
    expect(await other.connection.sendRequest('shutdown')).toBe(null)
  } finally {
    other.connection.dispose()
    other.child.kill()
  }
})

function createOther(): { readonly child: ChildProcess; readonly connection: MessageConnection } {
  const child = spawn(process.execPath, [bundle, 'lsp'], { stdio: ['pipe', 'pipe', 'inherit'] })
  if (!child.stdout || !child.stdin) throw new Error('the server has no pipes')
  return {
    child,
    connection: createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)),
  }
}
