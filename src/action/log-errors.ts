import { errorWords } from '../host/system-error.js'

// Whoever reads the log may close it, as `head` does, or its disk may be full: the verdict still stands. A stream tells
// of each write that fails.
let isTold = false
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (!isTold && error.code !== 'EPIPE') {
    process.stderr.write(`keplint: the log could not be written: ${errorWords(error)}\n`)
  }
  isTold = true
})
process.stderr.on('error', () => {})
