import { errorWords } from '../host/errors/system-error.js'

// The reader of the log may close it, as `head` does, or its disk may be full: the verdict stays the same. A stream
// reports each write that fails; one line is enough.
let isReported = false
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (!isReported && error.code !== 'EPIPE') {
    process.stderr.write(`keplint: the log could not be written: ${errorWords(error)}\n`)
  }
  isReported = true
})
process.stderr.on('error', () => {})
