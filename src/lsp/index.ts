/** The transport of the language server, apart from the command: few runs load it. */
export { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node'
