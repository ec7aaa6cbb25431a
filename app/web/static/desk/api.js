// What the desk asks of the service, and how a refusal is told.

export class Refusal extends Error {
  constructor(status, document) {
    super(document.detail ?? "The service gave no answer that could be read.");
    this.status = status;
    this.present = document.present ?? null;
  }
}

export function serviceAt(base) {
  async function ask(path, options = {}) {
    const response = await fetch(`${base}${path}`, { headers: { Accept: "application/json" }, ...options });
    const document = await response.json().catch(() => ({}));
    if (!response.ok) throw new Refusal(response.status, document);
    return document;
  }
  const decide = (path, tag, body) =>
    ask(path, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json", "If-Match": tag },
      body: JSON.stringify(body),
    });
  const id = encodeURIComponent;
  return {
    session: () => ask("/session"),
    queue: (state, next) => ask(`/reviews?state=${id(state)}&limit=50${next ? `&next=${id(next)}` : ""}`),
    desk: (report) => ask(`/reports/${id(report)}/reviews`),
    event: (event) => ask(`/events/${id(event)}?f=json`),
    places: (name) => ask(`/geocode?q=${id(name)}&limit=8`),
    onClaim: (claim, tag, body) => decide(`/claims/${id(claim)}/reviews`, tag, body),
    onReport: (report, tag, body) => decide(`/reports/${id(report)}/reviews`, tag, body),
  };
}
