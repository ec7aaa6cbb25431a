// Very many marks: the service gathers them into the cells of tiles (app/map/census/grid.py), and a canvas a tile draws them. A cell of
// several places is a square, darker the more marks it holds; one place alone has its own symbol, exactly where it is.

import { colour } from "./theme.js";
import { OUTLINES } from "./symbols.js";

const SIZE = 256;
const EDGE = 16;
const CELL = SIZE / EDGE;
const SYMBOL = 20;
// Symbols may stand over the edge of their tile.
const MARGIN = 16;
const REACH = 12;
const SHADES = [0.3, 0.42, 0.54, 0.66, 0.78, 0.9];
const ROLES = ["target", "origin", "base"];

// `tile(z, x, y)` promises a tile; `hidden(role)` tells which of ROLES are switched off.
export const GridLayer = L.GridLayer.extend({
  initialize(tile, hidden) {
    L.GridLayer.prototype.initialize.call(this, { tileSize: SIZE, updateWhenIdle: false, keepBuffer: 3, pane: "grid" });
    Object.assign(this, { tile, hidden, held: new Map() });
  },

  createTile(coords, done) {
    const box = L.DomUtil.create("div");
    const canvas = L.DomUtil.create("canvas", "cells", box);
    this.tile(coords.z, coords.x, coords.y).then(
      (data) => {
        this.held.set(keyOf(coords), data);
        paint(canvas, data, this.hidden);
        done(null, box);
      },
      (error) => done(error, box),
    );
    return box;
  },

  // Ask for everything anew.
  renew() {
    this.held.clear();
    this.redraw();
  },

  // What stands at a position: {z, x, y, cell, at, marks, single}, or null.
  at(latlng) {
    const z = this._tileZoom;
    const { x: across, y: down } = this._map.project(latlng, z).divideBy(SIZE);
    const [x, y] = [Math.floor(across), Math.floor(down)];
    const wrapped = ((x % 2 ** z) + 2 ** z) % 2 ** z;
    const data = this.held.get(keyOf({ z, x: wrapped, y }));
    if (!data) return null;
    const [left, top] = [across - x, down - y];
    const shown = this.visible(data);
    const place = (u, v) => this._map.unproject(L.point(x + u, y + v).multiplyBy(SIZE), z);
    const near = shown.spots
      .map((spot) => ({ spot, far: Math.hypot(spot[0] - left, spot[1] - top) * SIZE }))
      .sort((a, b) => a.far - b.far)
      .find(({ far }) => far <= REACH);
    if (near) {
      const [u, v, , marks] = near.spot;
      return { z, x: wrapped, y, cell: cellAt(u, v), at: place(u, v), marks, single: true };
    }
    const cell = cellAt(left, top);
    const found = shown.cells.find(([number]) => number === cell);
    if (!found) return null;
    const [column, row] = placeOf(cell);
    const marks = found.slice(1).reduce((sum, count) => sum + count, 0);
    return { z, x: wrapped, y, cell, at: place((column + 0.5) / EDGE, (row + 0.5) / EDGE), marks, single: false };
  },

  // The spot or cell nearest to a position among the tiles held for this zoom, or null.
  nearest(latlng) {
    const z = this._tileZoom;
    const middle = this._map.project(latlng, z);
    let best = null;
    for (const key of Object.keys(this._tiles)) {
      const { x, y } = this._tiles[key].coords;
      const data = this.held.get(keyOf({ z, x: ((x % 2 ** z) + 2 ** z) % 2 ** z, y }));
      if (!data || this._tiles[key].coords.z !== z) continue;
      const { cells, spots } = this.visible(data);
      const points = [...spots.map(([u, v]) => [u, v]), ...cells.map(([cell]) => placeOf(cell).map((part) => (part + 0.5) / EDGE))];
      for (const [u, v] of points) {
        const point = L.point((x + u) * SIZE, (y + v) * SIZE);
        const far = point.distanceTo(middle);
        if (!best || far < best.far) best = { far, point };
      }
    }
    return best && this.at(this._map.unproject(best.point, z));
  },

  visible(data) {
    return visibleOf(data, this.hidden);
  },
});

function visibleOf({ cells, spots }, hidden) {
  const open = ROLES.map((role) => !hidden(role));
  return {
    cells: cells.map(([cell, ...counts]) => [cell, ...counts.map((count, at) => (open[at] ? count : 0))]).filter(([, ...counts]) => counts.some(Boolean)),
    spots: spots.filter(([, , roles]) => ROLES.some((_, at) => open[at] && roles & (1 << at))),
  };
}

function paint(canvas, data, hidden) {
  const scale = window.devicePixelRatio || 1;
  const side = SIZE + 2 * MARGIN;
  canvas.width = canvas.height = side * scale;
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  context.translate(MARGIN, MARGIN);
  const { cells, spots } = visibleOf(data, hidden);
  const colours = ROLES.map(colour);
  for (const [cell, ...counts] of cells) square(context, cell, counts, colours);
  for (const spot of spots) symbolAt(context, spot, colours, hidden);
}

function square(context, cell, counts, colours) {
  const [column, row] = placeOf(cell);
  const [x, y] = [column * CELL, row * CELL];
  const total = counts.reduce((sum, count) => sum + count, 0);
  const most = counts.indexOf(Math.max(...counts));
  context.globalAlpha = SHADES[Math.min(SHADES.length - 1, Math.floor(Math.log10(total) * 1.5))];
  context.fillStyle = colours[most];
  context.fillRect(x + 0.5, y + 0.5, CELL - 1, CELL - 1);
  context.globalAlpha = 1;
  counts.forEach((count, at) => {
    if (!count || at === most) return;
    context.fillStyle = colours[at];
    context.fillRect(x + CELL - 5, y + 1 + at * 4, 4, 4);
  });
}

function symbolAt(context, [left, top, roles, marks, solid], colours, hidden) {
  const role = ROLES.findIndex((name, at) => roles & (1 << at) && !hidden(name));
  const [x, y] = [left * SIZE, top * SIZE];
  context.save();
  context.translate(x - SYMBOL / 2, y - SYMBOL / 2);
  context.scale(SYMBOL / 24, SYMBOL / 24);
  context.lineJoin = "round";
  const shape = new Path2D(OUTLINES[ROLES[role]]);
  context.strokeStyle = colour("halo");
  context.lineWidth = 5;
  context.stroke(shape);
  context.fillStyle = solid ? colours[role] : colour("card");
  context.fill(shape);
  context.strokeStyle = colours[role];
  context.lineWidth = 2.6;
  context.stroke(shape);
  context.restore();
  if (marks > 1) tally(context, x + 9, y - 8, marks);
}

function tally(context, x, y, marks) {
  const words = marks > 999 ? `${Math.round(marks / 1000)}k` : String(marks);
  context.font = "700 10px system-ui, sans-serif";
  const width = Math.max(14, context.measureText(words).width + 7);
  context.fillStyle = colour("ink");
  context.beginPath();
  context.roundRect(x - width / 2, y - 7, width, 14, 7);
  context.fill();
  context.fillStyle = colour("paper");
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(words, x, y + 0.5);
}

function keyOf({ z, x, y }) {
  return `${z}/${x}/${y}`;
}

// Column and row of a cell, whose number has their bits in turn (Z-order).
function placeOf(cell) {
  let [column, row] = [0, 0];
  for (let bit = 0; bit < 4; bit += 1) {
    column |= ((cell >> (2 * bit)) & 1) << bit;
    row |= ((cell >> (2 * bit + 1)) & 1) << bit;
  }
  return [column, row];
}

function cellAt(u, v) {
  const [column, row] = [u, v].map((part) => Math.min(EDGE - 1, Math.max(0, Math.floor(part * EDGE))));
  let cell = 0;
  for (let bit = 0; bit < 4; bit += 1) cell |= (((column >> bit) & 1) << (2 * bit)) | (((row >> bit) & 1) << (2 * bit + 1));
  return cell;
}
