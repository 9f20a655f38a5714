import { errorWords } from '../host/system-error.js'

/**
 * Takes what goes wrong with the standard streams. A reader that closes the pipe early, as `head` does, has seen enough.
 * For any other failure `fail` is called with a line that says what it is; once, although each write may fail.
 */
export function onOutputFailure(fail: (line: string) => void): void {
  let isTold = false
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!isTold && error.code !== 'EPIPE') fail(`keplint: standard output cannot be written: ${errorWords(error)}\n`)
    isTold = true
  })
  process.stderr.on('error', () => {})
}
