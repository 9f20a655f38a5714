// Prints what CHANGELOG.md says of a version: node scripts/release-notes.mjs 1.2.3
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const changelog = readFileSync(fileURLToPath(new URL('../CHANGELOG.md', import.meta.url)), 'utf8')
const [version = ''] = process.argv.slice(2)
const sections = changelog.split(/^(?=## )/m)
const section = sections.find((each) => each.startsWith(`## ${version} `) || each.startsWith(`## ${version}\n`))
const fault = !/^\d+\.\d+\.\d+$/.test(version)
  ? `${JSON.stringify(version)} is not a version such as 1.2.3`
  : section === undefined
    ? `CHANGELOG.md says nothing of ${version}`
    : /^## .*\bunreleased\b/i.test(section)
      ? `CHANGELOG.md calls ${version} unreleased: write the day`
      : null
if (fault !== null || section === undefined) {
  console.error(fault)
  process.exitCode = 1
} else {
  console.log(section.slice(section.indexOf('\n') + 1).trim())
}
