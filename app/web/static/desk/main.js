// Starts the desk: the queue, or one report. Who reviews is known by the session; where it is not, the page asks for a name and keeps it here.

import { serviceAt } from "./api.js";
import { nextReport, queuePage } from "./queue.js";
import { reportDesk } from "./report.js";

const NAME = "strikemap-reviewer";
const PASSED = "strikemap-passed";

async function start(root) {
  const { base, codes, report } = root.dataset;
  const service = serviceAt(base);
  const session = await service.session();
  const asked = new URLSearchParams(window.location.search);
  if (!report) return queuePage(root, { service, base, state: root.dataset.state });

  const name = root.querySelector("#reviewer");
  name.closest("p").hidden = !session.asks_name;
  name.value = window.localStorage.getItem(NAME) ?? "";
  name.addEventListener("change", () => window.localStorage.setItem(NAME, name.value.trim()));
  const reviewer = () => {
    if (!session.asks_name) return "";
    if (name.value.trim()) return name.value.trim();
    name.focus();
    return null;
  };
  root.querySelector('[data-part="next"]').addEventListener("click", async () => {
    const passed = [...JSON.parse(window.sessionStorage.getItem(PASSED) ?? "[]"), report];
    const following = await nextReport(service, passed);
    window.sessionStorage.setItem(PASSED, JSON.stringify(following ? passed : []));
    window.location.assign(following ? `${base}/review/${encodeURIComponent(following)}` : `${base}/review`);
  });
  return reportDesk(root, {
    service,
    codes: JSON.parse(codes),
    base,
    reviewer,
    reportId: report,
    claimId: asked.get("claim"),
    mayWithdraw: session.may_withdraw,
  });
}

const root = document.getElementById("desk");
start(root)
  .catch((error) => {
    root.querySelector('[data-part="told"]').textContent = error.message;
  })
  .finally(() => {
    document.documentElement.dataset.ready = "";
  });
