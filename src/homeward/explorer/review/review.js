"use strict"
const byId = (id) => document.getElementById(id)
let shown
let at = 0

/** Make an element; children may be text. */
function make(name, given = {}, ...children) {
  const made = Object.assign(document.createElement(name), given)
  made.append(...children)
  return made
}

async function ask(path, said) {
  const options = said && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(said) }
  const answer = await fetch(path, options)
  const read = await answer.json()
  if (!answer.ok) throw new Error(read.error)
  return read
}

/** A paragraph in pieces: offsets count code points, and marks may lie within one another; the surest keeps its words. */
function markedParagraph(paragraph, candidates) {
  const letters = [...paragraph.text]
  const owner = Array(letters.length).fill(null)
  for (const one of candidates) {
    if (one.paragraph !== paragraph.number) continue
    for (let place = one.words[0]; place < one.words[1]; place++) owner[place] ??= one
  }
  const shownParagraph = make("p", { dir: "auto" }, make("span", { className: "number", textContent: paragraph.number }))
  for (let start = 0; start < letters.length; ) {
    let end = start
    while (end < letters.length && owner[end] === owner[start]) end++
    const words = letters.slice(start, end).join("")
    const one = owner[start]
    if (one) {
      const mark = make("mark", { className: one.decided, textContent: words })
      mark.dataset.candidate = one.number
      mark.addEventListener("click", () => choose(one.number))
      shownParagraph.append(mark)
    } else shownParagraph.append(words)
    start = end
  }
  return shownParagraph
}

function choose(number) {
  for (const old of document.querySelectorAll(".current")) old.classList.remove("current")
  for (const own of document.querySelectorAll(`[data-candidate="${number}"]`)) {
    own.classList.add("current")
    own.scrollIntoView({ block: "nearest" })
  }
}

function field(name, label, value, kind = "input") {
  return make("label", { className: kind === "textarea" ? "wide" : "" }, `${label} `, make(kind, { name, value }))
}

function grades(name, label, marks) {
  const choice = make("select", { name }, make("option", { value: "", textContent: "–" }))
  for (const one of marks) choice.append(make("option", { textContent: one }))
  return make("label", {}, `${label} `, choice)
}

function card(one, report) {
  const form = make("form", { className: one.decided })
  form.dataset.candidate = one.number
  const said = [`paragraph ${one.paragraph}`, one.modality, one.said_by && `said by ${one.said_by}`, `sure ${one.confidence.toFixed(2)}`]
  form.append(make("p", {}, said.filter(Boolean).join(", ")))
  for (const [word, names] of [["supports", one.supports], ["contradicts", one.contradicts]])
    if (names.length) form.append(make("p", {}, `${word} ${names.join(", ")}`))
  form.addEventListener("focusin", () => choose(one.number))
  if (one.decided) {
    form.append(make("p", {}, `${one.cells.statement} (${one.decided})`))
    return form
  }
  for (const name of shown.mendable) form.append(field(name, name.replace("_", " "), one.cells[name], name === "statement" ? "textarea" : "input"))
  if (report.is_new) for (const name of ["title", "publisher", "published"]) form.append(field(`document_${name}`, `document: ${name}`, name === "published" ? report.published : ""))
  form.append(grades("source_grade", "source", "ABCDEF"), grades("information_grade", "information", "123456"))
  const error = make("p", { className: "error" })
  error.setAttribute("role", "alert")
  form.append(make("button", { textContent: "Accept" }), " ", make("button", { textContent: "Refuse", value: "refuse" }), error)
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const decision = event.submitter?.value || "accept"
    try {
      await decide(one, report, form, decision)
    } catch (problem) {
      error.textContent = problem.message
      const [name] = problem.message.split(":")
      const field = form.elements[name] ?? form.elements[`document_${name}`]
      field?.focus()
    }
  })
  return form
}

async function decide(one, report, form, decision) {
  const value = (name) => form.elements[name].value.trim()
  const said = { report: at, candidate: one.number, decision }
  if (decision === "accept") {
    if (!value("source_grade") || !value("information_grade")) throw new Error("Give both grades: the reader gives none.")
    said.source_grade = value("source_grade")
    said.information_grade = Number(value("information_grade"))
    said.mended = Object.fromEntries(shown.mendable.filter((name) => value(name) !== one.cells[name]).map((name) => [name, value(name)]))
    if (report.is_new) said.document = Object.fromEntries(["title", "publisher", "published"].map((name) => [name, value(`document_${name}`)]))
  }
  shown.reports[at] = await ask("/api/decide", said)
  show()
  document.querySelector("form:not(.accepted):not(.refused) textarea")?.focus()
}

function show() {
  const report = shown.reports[at]
  byId("text").replaceChildren(...report.paragraphs.map((one) => markedParagraph(one, report.candidates)))
  byId("candidates").replaceChildren(...report.candidates.map((one) => card(one, report)))
  const left = report.candidates.filter((one) => !one.decided).length
  byId("state").textContent = `${left} of ${report.candidates.length} candidates to decide; accepted ones are written to ${shown.folder}.`
}

byId("report").addEventListener("change", (event) => {
  at = event.target.selectedIndex
  show()
})
ask("/api/review").then((read) => {
  shown = read
  byId("report").append(...shown.reports.map((one) => make("option", { textContent: one.document })))
  show()
}).catch((problem) => { byId("state").textContent = problem.message })
