import { nameOf, type Table } from './table.js'

/** A README with the tables of inputs and options. Throws if it has no comments that say where they are. */
export function withTables(page: string, table: Table): string {
  return withPart(withPart(page, 'inputs', inputsTable(table)), 'options', optionsTable(table))
}

function inputsTable(table: Table): string {
  const rows = Object.entries(table).flatMap(([key, { input, takes, takesIn }]) => {
    if (input === undefined) return []
    const { usual } = takesIn?.action ?? takes
    const shown = input.usual ?? (usual === '' ? '' : `\`${usual}\``)
    return [`| \`${nameOf(key)}\` |${shown === '' ? '' : ` ${shown}`} | ${input.meaning} |\n`]
  })
  return `| input | default | meaning |\n| --- | --- | --- |\n${rows.join('')}`
}

function optionsTable(table: Table): string {
  const rows = Object.entries(table).flatMap(([key, { command }]) => {
    if (command === undefined) return []
    const written = `--${nameOf(key)}${command.value === undefined ? '' : ` ${command.value}`}`
    const short = command.short === undefined ? '' : `\`-${command.short}\`, `
    return [`| ${short}\`${inCell(written)}\` | ${inCell(command.help)} |\n`]
  })
  return `| option | meaning |\n| --- | --- |\n${rows.join('')}`
}

function inCell(text: string): string {
  return text.replaceAll('|', '\\|')
}

/** A page with a text between the comments `name: …` and `end of name`. */
function withPart(page: string, name: string, text: string): string {
  const opening = page.indexOf(`<!-- ${name}: `)
  const end = page.indexOf(`\n<!-- end of ${name} -->`, opening)
  if (opening < 0 || end < 0) throw new Error(`the page has no part ${name}`)
  return `${page.slice(0, page.indexOf('\n', opening))}\n\n${text}${page.slice(end)}`
}
