/**
 * The script of the list of KEPs: search as you type, filters that are in the address, sorted columns, and what is shown
 * as CSV. The page has all rows without it.
 */
export const listScript = `
(function () {
  'use strict'
  var table = document.getElementById('keps')
  var body = table.tBodies[0]
  var rows = Array.prototype.slice.call(body.rows)
  var form = document.getElementById('filter')
  var count = document.getElementById('count')
  var names = ['q', 'sig', 'state', 'stage', 'milestone']
  form.hidden = false
  var texts = rows.map(function (row) { return row.textContent.toLowerCase() })
  var given = new URLSearchParams(location.search || location.hash.replace(/^#/, ''))
  names.forEach(function (name) {
    var value = given.get(name)
    if (value !== null) form.elements[name].value = value
  })
  form.elements.has.checked = given.get('has') === 'error'
  function show() {
    var words = form.elements.q.value.toLowerCase().split(/\\s+/).filter(Boolean)
    var shown = 0
    rows.forEach(function (row, place) {
      var fits = words.every(function (word) { return texts[place].indexOf(word) >= 0 })
      names.slice(1).forEach(function (name) {
        var wanted = form.elements[name].value
        if (wanted === '') return
        var has = (row.getAttribute('data-' + name) || '').split(' ')
        if (has.indexOf(wanted) < 0) fits = false
      })
      if (form.elements.has.checked && row.getAttribute('data-errors') === '0') fits = false
      row.hidden = !fits
      if (fits) shown++
    })
    count.textContent = shown + ' of ' + rows.length + ' KEPs'
  }
  function remember() {
    var query = new URLSearchParams()
    names.forEach(function (name) {
      var value = form.elements[name].value.trim()
      if (value !== '') query.set(name, value)
    })
    if (form.elements.has.checked) query.set('has', 'error')
    var text = query.toString()
    try {
      history.replaceState(null, '', text === '' ? location.pathname : '?' + text)
    } catch (error) {
      // A browser may forbid a query for a file that is opened from a disk.
      location.replace('#' + text)
    }
  }
  form.addEventListener('input', function () { show(); remember() })
  form.addEventListener('submit', function (event) { event.preventDefault() })
  document.getElementById('clear').addEventListener('click', function () { form.reset(); show(); remember() })
  Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell, column) {
    var label = cell.textContent
    var button = document.createElement('button')
    button.type = 'button'
    button.textContent = label
    cell.textContent = ''
    cell.appendChild(button)
    button.addEventListener('click', function () {
      var up = cell.getAttribute('aria-sort') !== 'ascending'
      Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) { other.removeAttribute('aria-sort') })
      cell.setAttribute('aria-sort', up ? 'ascending' : 'descending')
      var keyed = rows.map(function (row, place) {
        var own = row.cells[column]
        var sort = own.getAttribute('data-sort')
        return { row: row, place: place, number: sort === null ? null : Number(sort), text: own.textContent.toLowerCase() }
      })
      keyed.sort(function (a, b) {
        var order = a.number !== null ? a.number - b.number : a.text < b.text ? -1 : a.text > b.text ? 1 : 0
        return (up ? order : -order) || a.place - b.place
      })
      keyed.forEach(function (each) { body.appendChild(each.row) })
      rows = keyed.map(function (each) { return each.row })
      texts = rows.map(function (row) { return row.textContent.toLowerCase() })
    })
  })
  document.getElementById('csv').addEventListener('click', function () {
    var lines = [table.tHead.rows[0]].concat(rows.filter(function (row) { return !row.hidden })).map(function (row) {
      return Array.prototype.map.call(row.cells, function (cell) {
        var text = cell.textContent.trim()
        if (/^\\s*[=+\\-@\\t\\r]/.test(text)) text = "'" + text
        return '"' + text.replace(/"/g, '""') + '"'
      }).join(',')
    })
    var link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([lines.join('\\r\\n') + '\\r\\n'], { type: 'text/csv' }))
    link.download = 'keps.csv'
    document.body.appendChild(link)
    link.click()
    link.remove()
  })
  show()
})()
`
