// Loads modules of src/ as they are, without a build: Node 20 cannot run TypeScript.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Imports modules of `src/`, with all that they import from `src/`.
 *
 * @param {readonly string[]} paths in `src/`, as `settings/options.ts`
 * @returns {Promise<Record<string, unknown>>} what the modules export together
 */
export async function importSource(paths) {
  // Below node_modules, so that packages are found.
  const cache = join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const target = mkdtempSync(join(cache, 'source-'))
  try {
    writeFileSync(join(target, 'package.json'), '{ "type": "module" }\n')
    const modules = new Set(paths)
    // What is added to a set while it is gone through is gone through too.
    for (const path of modules) {
      const code = transpile(path)
      const file = join(target, scriptOf(path))
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, code)
      for (const { fileName } of ts.preProcessFile(code, true, true).importedFiles) {
        if (fileName.startsWith('.')) modules.add(posix.join(posix.dirname(path), fileName).replace(/\.js$/, '.ts'))
      }
    }
    const imported = await Promise.all(paths.map((path) => import(pathToFileURL(join(target, scriptOf(path))).href)))
    return Object.assign({}, ...imported)
  } finally {
    rmSync(target, { recursive: true, force: true })
  }
}

/** @param {string} path */
function scriptOf(path) {
  return path.replace(/\.ts$/, '.js')
}

/** @param {string} path */
function transpile(path) {
  const { outputText } = ts.transpileModule(readFileSync(join(root, 'src', path), 'utf8'), {
    fileName: path,
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
  })
  return outputText
}
