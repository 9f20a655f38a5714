import { errorWords } from '../host/errors/system-error.js'

/**
 * Handles failures of the standard streams. A reader that closes the pipe early, as `head` does, is no failure. For any
 * other one `fail` is called once, with one line that says what failed.
 */
export function onOutputFailure(fail: (line: string) => void): void {
  let isReported = false
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!isReported && error.code !== 'EPIPE')
      fail(`keplint: standard output cannot be written: ${errorWords(error)}\n`)
    isReported = true
  })
  process.stderr.on('error', () => {})
}
