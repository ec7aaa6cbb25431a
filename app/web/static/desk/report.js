// A report on the desk: its text beside its claims; every decision goes to the service at once, and what comes back is shown.

import { dayInWords } from "../dates.js";
import { el, link, plural } from "../dom.js";
import { asker, choice, labelled } from "./ask.js";
import { actions, claimCard } from "./card.js";
import { BLANK, claimForm } from "./form.js";
import { textView } from "./text.js";
import { plain, reportName } from "./words.js";

const WAIT = "One moment: the decision before this one is still being kept.";
const GRADINGS = ["confirmed", "fair", "weak", "contested", "discounted"];

export function reportDesk(root, { service, codes, base, reviewer, reportId, claimId, mayWithdraw }) {
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const ask = asker(part("dialog"));
  let desk = null;
  let currentId = claimId;
  let text = null;
  let form = null;
  let busy = false; // a decision is on its way: what would follow it rests on what is shown, which is about to change

  const current = () => desk.claims.find((item) => item.claim.id === currentId);

  function say(...words) {
    part("told").replaceChildren(...words);
  }

  // What was decided is kept, and where it is to be seen.
  function sayDone(words) {
    const claim = current() ? `&claim=${encodeURIComponent(currentId)}` : "";
    say(words, " ", el("a", { href: `${base}/?report=${encodeURIComponent(reportId)}${claim}` }, "See it on the map"));
  }

  function draw() {
    if (!current()) currentId = (desk.claims.find((item) => item.state === "machine") ?? desk.claims[0])?.claim.id;
    text.draw(desk.claims, currentId);
    const cards = desk.claims.map((item) => claimCard(item, { base, current: item.claim.id === currentId && !form, act, light }));
    part("claims").replaceChildren(...cards);
    const waiting = desk.claims.filter((item) => item.state === "machine").length;
    part("count").textContent = desk.claims.length ? `${plural(desk.claims.length, "claim")}, ${waiting} nobody looked at` : "No claim was read in this report.";
    part("accept-rest").disabled = waiting === 0;
    part("heading").textContent = reportName(desk);
    const printed = [desk.publisher ?? "publisher not stated", desk.published_at ? dayInWords(desk.published_at) : "day of publication not known"].join(", ");
    part("source").replaceChildren(printed, ...(desk.url ? [" · ", link(desk.url, "where it was printed")] : []));
  }

  function light(item, row) {
    text.light(item ? (row.spans ?? text.spansOf(row.words, item.claim)) : []);
  }

  function choose(id, { focus = true } = {}) {
    if (form) return;
    currentId = id;
    draw();
    text.show(current().claim);
    show({ focus });
  }

  // Bring the claim at hand into sight.
  function show({ focus = true } = {}) {
    const card = part("claims").querySelector(".current");
    card?.scrollIntoView({ block: "nearest" });
    if (focus) card?.focus({ preventScroll: true });
  }

  function step(by) {
    const at = desk.claims.findIndex((item) => item.claim.id === currentId);
    const next = desk.claims[at + by];
    if (next) choose(next.claim.id);
  }

  async function load() {
    desk = await service.desk(reportId);
    text = text ?? textView(part("text"), desk.text, { onClaim: choose });
    draw();
  }

  // What a decision is signed with: the name where the page asks for one, nothing where the session knows it; null where it is still to be given.
  function signature() {
    const name = reviewer();
    if (name === null) say("Say first under which name you review.");
    return name === null ? null : name ? { reviewer: name } : {};
  }

  // Sends a decision and answers whether it was kept; somebody who was quicker is shown, and nothing of theirs is overwritten.
  async function send(decide, done) {
    const by = signature();
    if (by === null) return false;
    if (busy) {
      say(WAIT);
      return false;
    }
    busy = true;
    say("One moment …");
    try {
      await decide(by);
      form = null;
      part("form").replaceChildren();
      await load();
      sayDone(done);
      show();
      return true;
    } catch (error) {
      if (error.status !== 412) say(error.message);
      else {
        say("Somebody else reviewed this just now. What you see is what it is since then; look again, and decide again.");
        if (!form) {
          await load();
          show();
        }
      }
      return false;
    } finally {
      busy = false;
    }
  }

  const onClaim = (item, body, done) => send((by) => service.onClaim(item.claim.id, item.etag, { ...body, ...by }), done);
  const onReport = (body, done) => send((by) => service.onReport(reportId, desk.etag, { ...body, ...by }), done);

  async function act(verb, item) {
    if (busy && verb !== "choose") return say(WAIT);
    if (verb === "accept") {
      const at = desk.claims.indexOf(item);
      const next = desk.claims.slice(at + 1).find((other) => other.state === "machine");
      const kept = await onClaim(item, { verb }, "Accepted.");
      if (kept && next) choose(next.claim.id);
    } else if (verb === "correct") correct(item);
    else if (verb === "choose") choose(item.claim.id);
    else if (verb === "grade") grade(item);
    else if (verb === "merge" || verb === "split") joinOrPart(verb, item);
    else if (verb === "undo") undo(item);
    else {
      const title = verb === "reject" ? "Reject this claim" : "Show its places only by their province, in the whole report";
      const answer = await ask(title, [], { action: verb === "reject" ? "Reject" : "Make less precise" });
      if (answer) await onClaim(item, { verb, reason: answer.reason }, verb === "reject" ? "Rejected." : "Made less precise.");
    }
  }

  async function grade(item) {
    const pick = choice(GRADINGS, "fair", plain);
    const answer = await ask("Grade the strike that this claim tells of", [labelled("Grading", pick, "grading")], { action: "Grade" });
    if (answer) await onClaim(item, { verb: "grade", reason: answer.reason, after: { grading: pick.value } }, `Graded ${plain(pick.value)}.`);
  }

  async function undo(item) {
    const answer = await ask("Undo the last decision about this claim", [], { action: "Undo" });
    if (answer) await onClaim(item, { verb: "undo", reason: answer.reason, undoes: item.reviews.at(-1) }, "Undone.");
  }

  async function joinOrPart(verb, item) {
    const others = desk.claims.filter((other) => other !== item && other.state !== "rejected");
    const boxes = others.map((other) =>
      el("label", { class: "tick" }, el("input", { type: "checkbox", value: other.claim.id }), el("span", { dir: "auto" }, other.claim.quote.exact)),
    );
    const far = el("input", { maxlength: 200, autocomplete: "off" });
    const title = verb === "merge" ? "Which claims tell of the same strike?" : "Which claims tell of another strike?";
    const parts = [el("fieldset", null, el("legend", null, "Of this report"), boxes), labelled("Of another report: the address of its history page, or its id", far, "far")];
    const answer = await ask(title, parts, { action: verb === "merge" ? "They are one strike" : "They are not" });
    if (!answer) return;
    const elsewhere = far.value.trim().split(/[?#]/)[0].split("/").filter(Boolean).at(-1);
    const claims = [...boxes.map((box) => box.querySelector("input")).filter((box) => box.checked).map((box) => box.value), ...(elsewhere ? [elsewhere] : [])];
    if (!claims.length) say("Choose at least one other claim.");
    else await onClaim(item, { verb, reason: answer.reason, claims }, verb === "merge" ? "They are one strike now." : "They are kept apart now.");
  }

  function open(title, fields, save) {
    form = claimForm(fields, codes, service.places);
    const why = el("input", { required: true, maxlength: 500, autocomplete: "off" });
    const node = el(
      "form",
      {
        class: "claim-form",
        "aria-label": title,
        onsubmit: (event) => {
          event.preventDefault();
          save(form.changed(), why.value.trim());
        },
      },
      el("h2", null, title),
      form.parts,
      labelled("Why (kept with your name); strangers may read it", why, "form-reason"),
      el("p", { class: "actions" }, el("button", null, "Save"), el("button", { type: "button", onclick: close }, "Leave it")),
    );
    part("form").replaceChildren(node);
    draw();
    node.scrollIntoView({ block: "start" });
    node.querySelector("input").focus({ preventScroll: true });
  }

  function close() {
    form = null;
    part("form").replaceChildren();
    choose(currentId);
  }

  function correct(item) {
    open(`Correct the claim of ${item.fields.claimant.name}`, item.fields, (after, reason) => {
      if (Object.keys(after).length) onClaim(item, { verb: "correct", reason, after }, "Corrected.");
      else say("Nothing was changed.");
    });
  }

  function add() {
    const span = text.selected();
    if (form) return span ? addPlace(span) : say("Select the name of a place in the text first.");
    if (!span) return say("Select the words of the claim in the text first.");
    return open(`Add a claim: “${text.words(...span)}”`, BLANK, (after, reason) => onReport({ verb: "add", reason, span, after }, "Added."));
  }

  function addPlace([start, end]) {
    form.addPlace({ start, end, role: "reported_target", place_id: null, surface: text.words(start, end), place: null, candidates: [] });
    say("Added to the places of the form; look it up by its name there.");
  }

  async function amend() {
    const lines = { published_at: el("input", { type: "date", value: desk.published_at }), publisher: el("input", { value: desk.publisher }), title: el("input", { value: desk.title }), url: el("input", { value: desk.url }) };
    const labels = { published_at: "Day of publication", publisher: "Publisher", title: "Headline", url: "Address" };
    const answer = await ask("Amend what is known of the report", Object.entries(lines).map(([name, control]) => labelled(labels[name], control, `amend-${name}`)));
    if (!answer) return;
    const after = Object.fromEntries(Object.entries(lines).map(([name, { value }]) => [name, value.trim() || null]).filter(([name, value]) => value !== desk[name]));
    if (Object.keys(after).length) await onReport({ verb: "amend_report", reason: answer.reason, after }, "Amended, and read again.");
    else say("Nothing was changed.");
  }

  async function withdraw() {
    const answer = await ask("Withdraw the report: its text is erased for good, a note of it stays", [], { action: "Withdraw and erase" });
    if (!answer) return;
    const by = signature();
    if (by === null) return null;
    try {
      await service.onReport(reportId, desk.etag, { verb: "withdraw", reason: answer.reason, ...by });
      window.location.assign(`${base}/review`);
    } catch (error) {
      say(error.message);
    }
  }

  part("accept-rest").addEventListener("click", () => onReport({ verb: "accept" }, "The rest of the report is accepted."));
  part("add").addEventListener("click", add);
  part("amend").addEventListener("click", amend);
  part("withdraw").addEventListener("click", withdraw);
  part("withdraw").hidden = !mayWithdraw;

  // Single keys work only while a claim has the focus (WCAG 2.2, 2.1.4).
  part("claims").addEventListener("keydown", (event) => {
    if (form || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select")) return;
    const verb = current() && actions(current()).find(([, key]) => key === event.key)?.[0];
    if (verb) act(verb, current());
    else if (event.key === "j" || event.key === "ArrowDown") step(1);
    else if (event.key === "k" || event.key === "ArrowUp") step(-1);
    else if (event.key === "A") part("accept-rest").click();
    else if (event.key === "n") part("next").click();
    else return;
    event.preventDefault();
  });

  return load();
}
