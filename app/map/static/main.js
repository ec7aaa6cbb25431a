// Starts the page: reads the address, loads from a source, draws the scene, and lays the base map under it.

import { Basemap } from "./basemap.js";
import { Crowd } from "./crowd.js";
import { eventsFrom } from "./eventpanel.js";
import { Names } from "./names.js";
import { bindPaste } from "./paste.js";
import { Scene } from "./scene.js";
import { FileSource, ServiceSource, SourceError } from "./source.js";
import { CHOOSING, queryOf, readState } from "./state.js";
import { offerStreets } from "./streets.js";
import { drawTake } from "./take.js";

const at = (id) => document.getElementById(id);

function sourceOf(state) {
  const data = at("strikemap-data");
  if (data) return new FileSource(JSON.parse(data.textContent));
  return new ServiceSource(new URL(".", document.baseURI).href, state.report);
}

async function start() {
  const map = window.map_page;
  const state = readState();
  const source = sourceOf(state);
  if (source.ask) eventsFrom((path) => source.ask(path));
  const waiting = source.basemap().catch(() => null);
  if (state.embed) embed();
  keepHead(document.querySelector(".top"));
  foldWhereNarrow(at("fold"), state.embed);
  new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(map.getContainer());
  L.control.zoom({ position: "topright" }).addTo(map);
  L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 140 }).addTo(map);
  bindPaste(at("paste-form"), source, { collapsed: Boolean(source.report) });
  if (document.body.dataset.streets === "on") offerStreets(map, at("views"));
  const list = at("as-list");
  list?.addEventListener("click", () => (list.href = `list?${queryOf(state, CHOOSING)}`));
  if (at("take")) drawTake(at("take"), source, state);
  let scene = null;
  try {
    const loaded = await source.load(queryOf(state, CHOOSING));
    scene = loaded.crowd ? new Crowd(map, source, loaded, state) : new Scene(map, source, loaded, state);
    await scene.open({ single: Boolean(source.report && source.submit) });
  } catch (error) {
    at("note").hidden = false;
    at("note").textContent = error instanceof SourceError ? error.message : "This page could not draw what it was given.";
    at("strip").textContent = "Nothing could be loaded.";
    if (!(error instanceof SourceError)) console.error(error);
  }
  document.documentElement.dataset.drawn = "true";
  const sheets = await waiting;
  const names = new Names();
  const basemap = sheets && new Basemap(map, sheets, (found) => scene?.labels?.know(names.learn(found)));
  performance.mark("map-ready");
  await basemap?.look();
  document.documentElement.dataset.ready = "true";
}

// In a frame of another site only the map is shown, and links open beside it: most pages of ours may not be framed.
function embed() {
  document.documentElement.dataset.embed = "true";
  document.addEventListener("click", ({ target }) => target.closest?.("a[href]")?.setAttribute("target", "_blank"), true);
}

// The head stays in sight, so what stands below it must know its height.
function keepHead(head) {
  new ResizeObserver(() => document.documentElement.style.setProperty("--head", `${head.offsetHeight}px`)).observe(head);
}

// On a phone the legend and the days would stand between the map and what is disputed, in a low frame they would leave no map.
function foldWhereNarrow(fold, embedded) {
  const narrow = window.matchMedia(`screen and (max-width: 820px)${embedded ? ", screen and (max-height: 700px)" : ""}`);
  const set = () => {
    fold.open = !narrow.matches;
  };
  narrow.addEventListener("change", set);
  set();
}

start();
