// The least that a program about this tree must do: walk it and read its Markdown and YAML, each file once, into one
// buffer. Usage: node bench/read.mjs DIRECTORY
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs'

const buffer = Buffer.allocUnsafe(4 << 20)
const waiting = [process.argv[2] ?? '.']
for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = `${directory}/${entry.name}`
    if (entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules') waiting.push(path)
    else if (entry.isFile() && /\.(?:md|ya?ml)$/i.test(entry.name)) read(path)
  }
}

/** @param {string} path */
function read(path) {
  const file = openSync(path, 'r')
  const { size } = fstatSync(file)
  for (let at = 0; at < size; ) {
    const bytes = readSync(file, buffer, 0, buffer.length, at)
    if (bytes === 0) break
    at += bytes
  }
  closeSync(file)
}
