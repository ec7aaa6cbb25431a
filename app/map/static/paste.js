// The paste box: a report goes to the service, and the page of that report alone comes back.

const ANSWERS = {
  no_strike: "No strike was found in this text, so there is nothing to put on a map.",
  language_not_supported: "This text is not in a language that Strikemap reads yet. It reads English.",
  failed: "The text could not be read.",
};

export function bindPaste(form, source, { collapsed }) {
  if (!form) return;
  const field = (id) => form.querySelector(`#${id}`);
  const answer = field("paste-answer");
  if (collapsed) form.closest("details").open = false;
  field("unknown").addEventListener("change", () => {
    field("published").disabled = field("unknown").checked;
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    answer.textContent = "";
    const problem = missing(field);
    if (problem) {
      answer.textContent = problem.words;
      problem.at.focus();
      return;
    }
    const button = field("read");
    button.disabled = true;
    button.textContent = "Reading …";
    try {
      const receipt = await source.submit(report(field));
      if (receipt.status in ANSWERS) answer.textContent = ANSWERS[receipt.status];
      else window.location.assign(`?report=${encodeURIComponent(receipt.id)}`);
    } catch (error) {
      answer.textContent = error.message;
    } finally {
      button.disabled = false;
      button.textContent = "Read it";
    }
  });
}

function missing(field) {
  if (!field("text").value.trim()) return { at: field("text"), words: "Paste the text of a report first." };
  if (!field("published").value && !field("unknown").checked) {
    return {
      at: field("published"),
      words: "When was it published? Without the day, words like “Friday” stay open. If you do not know it, tick “date not known”.",
    };
  }
  return null;
}

function report(field) {
  const given = { text: field("text").value, published_at: field("unknown").checked ? "" : field("published").value };
  for (const id of ["publisher", "title", "url"]) given[id] = field(id).value.trim();
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
}
