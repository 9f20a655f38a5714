/** What a user asked for cannot be done. The message is one line: what, where, what was expected. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Git, or the clone, cannot give what is needed: the cause is no file of the repository. */
export class GitError extends UsageError {}

/** The clone lacks files of a commit that it has, as a partial clone does. */
export class MissingFiles extends GitError {
  constructor() {
    super('this clone lacks files that git knows of')
  }
}
