const words: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'it already exists',
  EISDIR: 'it is a directory',
  ELOOP: 'it is a symbolic link',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'its path is too long',
  ENOENT: 'no such file or directory',
  ENOSPC: 'no space left',
  ENOTDIR: 'it is not a directory',
  ENXIO: 'it is not a regular file',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
}

/** The code of an error of the operating system, such as `ENOENT`; null for any other error. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** Why the operating system refused, in plain words. An error that is not the system's is thrown again. */
export function errorWords(error: unknown): string {
  const code = errorCode(error)
  if (code === null) throw error
  return words[code] ?? code
}
