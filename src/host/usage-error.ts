/** What a user asked for cannot be done. The message is one line: what, where, what was expected. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
