// Where everything stands: a pure function from the box and the shapes of the panes to places and
// sizes of cells. It reckons in device pixels, so that cells and separators are whole ones, and
// answers in CSS pixels.

// In CSS pixels. `comfort` holds a number and a weight below it, `legible` a number.
const DESK = { head: 42, foot: 20, gap: 22, below: 10, block: 10, caption: 15, strip: 100, ring: 2,
  cell: 104, flatCell: 56, kernel: 56, grand: 64, comfort: 34, legible: 20, label: 172, bed: 72,
  highBed: 130, ruler: 84, axes: 34, top: 30, aside: 128, vectors: 60, entry: 34, least: 164,
  small: 8 };
const LECTURE = { ...DESK, head: 54, strip: 128, cell: 170, flatCell: 96, kernel: 110, grand: 110,
  comfort: 48, legible: 40, label: 232, axes: 44, top: 36, aside: 150, entry: 64, least: 200 };
const PHONE = 640;

// `box`: width, height and device pixels for each CSS pixel. `spec`: which panes there are and
// their shapes; see `specOf`.
export function layOut(box, spec) {
  const { density } = box;
  const size = {};
  for (const [name, length] of Object.entries(spec.present ? LECTURE : DESK)) {
    size[name] = Math.round(length * density);
  }
  const phone = box.width < PHONE;
  const inner = { width: Math.floor(box.width * density),
    height: Math.floor(box.height * density) - (phone ? 0 : size.strip + size.below) };
  const arrange = phone ? stacked : spec.flat ? inRows : inColumns;
  const made = { phone, ...arrange(inner, spec, size) };
  if (!phone) {
    const end = Math.max(inner.height, made.end ?? 0);
    made.strip = { y: end + size.below, height: size.strip };
    made.height = end + size.below + size.strip;
  }
  return inCss(made, density);
}

function inCss(value, density) {
  if (typeof value === "number") return value / density;
  if (Array.isArray(value)) return value.map((one) => inCss(one, density));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inCss(one, density)]));
}

const total = (lengths) => lengths.reduce((all, one) => all + one, 0);

// ---------------------------------------------------------------- the size of a pane

// Channel maps stand `across` by `down`, each with its caption.
function gridSize(grid, cell, size) {
  const { rows, columns, across, down } = grid;
  const caption = grid.captioned ? size.caption : 0;
  return { width: across * columns * cell + (across - 1) * size.block,
    height: down * (rows * cell + caption) + (down - 1) * size.block };
}

const foot = (grid, size) => (grid.foot ?? 0) * size.foot;
// A row of cells has its legend below its title, except for results.
const rowFoot = (grid, size) => (grid.below ? foot(grid, size) : 0);

function paneSize(name, spec, cell, size) {
  if (name === "rulers") return { width: 0, height: size.head + spec.rulers * size.ruler };
  const grid = gridSize(spec.grids[name], cell, size);
  return { width: grid.width, height: size.head + grid.height + foot(spec.grids[name], size) };
}

// The largest cell for which `fits` holds.
function largest(most, fits) {
  let cell = most;
  while (cell > 1 && !fits(cell)) cell--;
  return cell;
}

// ---------------------------------------------------------------- the matrix

// From the most generous to the least: with the list of entries beside it, without, narrower.
const MATRICES = [{ aside: true, share: 1 }, { aside: true, share: 0.7 },
  { aside: false, share: 1 }, { aside: false, share: 0.5 }, { aside: false, share: 0 }];

function matrixPlace({ rows, columns, vectors }, height, size, { aside, share }) {
  const room = height - size.head - size.top;
  const high = Math.max(1, Math.min(size.entry, Math.floor(room / rows)));
  const ideal = Math.min(size.entry, high < 4 ? 2 * high : high);
  const wide = Math.max(1, Math.round(ideal * share));
  // Never much taller than wide, where there is room to choose.
  return sized({ high: Math.min(high, Math.max(size.small, 2 * wide)), wide, aside, vectors, rows, columns }, size);
}

function sized(matrix, size) {
  const { columns, rows, wide, high, aside, vectors } = matrix;
  const beside = aside ? size.aside : vectors ? size.vectors : 0;
  const width = size.axes + columns * wide + beside + size.ring;
  return { ...matrix, beside, left: size.axes, top: size.top, head: size.head,
    width: Math.max(size.least, width), height: size.head + size.top + rows * high };
}

// What is left over goes to the matrix, as long as its cells stay near to squares.
function widened(matrix, room, size) {
  const most = Math.min(size.entry, 2 * matrix.high);
  let grown = matrix;
  if (!grown.aside && sized({ ...grown, aside: true }, size).width <= room) {
    grown = sized({ ...grown, aside: true }, size);
  }
  const wide = largest(most, (one) => one <= grown.wide
    || sized({ ...grown, wide: one }, size).width <= room);
  return sized({ ...grown, wide: Math.max(wide, grown.wide) }, size);
}

// The first variant that is grand, else comfortable, else legible, else the one with the largest
// cells.
function chosen(variants, size) {
  for (const least of [size.grand, size.comfort, size.legible]) {
    const found = variants.find((one) => one.cell >= least);
    if (found) return found;
  }
  return variants.reduce((best, one) => (one.cell > best.cell ? one : best));
}

// ---------------------------------------------------------------- side by side

function inColumns(inner, spec, size) {
  const best = (shared) => chosen(MATRICES.map((option) =>
    columns(inner, spec, size, shared, option)), size);
  const apart = best(false);
  if (apart.least >= size.legible) return apart;
  const together = best(true);
  return together.least > apart.least ? together : apart;
}

function columns(inner, spec, size, shared, option) {
  const groups = [["input", "kernel", "rulers"], ["stage"], shared ? ["output"] : spec.results]
    .map((names) => names.filter((name) => spec.grids[name] || (name === "rulers" && spec.rulers)))
    .filter((names) => names.length);
  let matrix = matrixPlace(spec.matrix, inner.height, size, option);
  const free = inner.width - matrix.width - size.gap * groups.length;
  const caps = groups.map((names) => largest(size.cell, (cell) =>
    groupHeight(names, spec, cell, size) <= inner.height));
  const cells = (cell) => caps.map((cap) => Math.min(cap, cell));
  const widths = (cell) => cells(cell).map((one, g) => groupWidth(groups[g], spec, one, size));
  const cell = largest(size.cell, (one) => total(widths(one)) <= free);
  matrix = widened(matrix, matrix.width + Math.max(0, free - total(widths(cell))), size);
  const panes = {};
  let x = 0;
  groups.forEach((names, g) => {
    const width = widths(cell)[g];
    placeGroup(names, spec, { x, width, cell: cells(cell)[g], height: inner.height }, size, panes);
    x += width + size.gap;
  });
  if (shared) panes[spec.results[1]] = { ...panes.output };
  return { panes, matrix: { ...matrix, x, y: 0 }, shared, cell, least: Math.min(...cells(cell)),
    beds: [] };
}

function groupHeight(names, spec, cell, size) {
  return total(names.map((name) => paneSize(name, spec, cell, size).height))
    + size.below * (names.length - 1);
}

function groupWidth(names, spec, cell, size) {
  const least = { input: 0.6, rulers: 1.4, kernel: 0.95, stage: 1.2, output: 0.9, overlap: 0.9,
    mistaken: 0.9 };
  return Math.max(...names.map((name) => Math.max(paneSize(name, spec, cell, size).width,
    Math.round(least[name] * size.least))));
}

function placeGroup(names, spec, { x, width, cell, height: room }, size, panes) {
  const spare = room - groupHeight(names, spec, cell, size);
  let y = 0;
  for (const name of names) {
    const own = name === "kernel" ? grown(spec, { width, cell, spare }, size) : cell;
    const { height } = paneSize(name, spec, own, size);
    panes[name] = { x, y, width, height, cell: own, bodyX: 0, bodyY: size.head, headWidth: width };
    y += height + size.below;
  }
}

// A kernel is small: its cells take the room that is left below the input.
function grown(spec, { width, cell, spare }, size) {
  const now = paneSize("kernel", spec, cell, size);
  return Math.max(cell, largest(size.kernel, (one) => {
    const then = paneSize("kernel", spec, one, size);
    return then.width <= width && then.height - now.height <= spare;
  }));
}

// ---------------------------------------------------------------- 1-D: rows with wires between

function inRows(inner, spec, size) {
  return chosen(MATRICES.map((option) => rows(inner, spec, size, option)), size);
}

function rows(inner, spec, size, option) {
  let matrix = matrixPlace(spec.matrix, inner.height, size, option);
  const room = inner.width - matrix.width - size.gap - size.label;
  const names = rowNames(spec);
  const bedCount = spec.grids.stage ? 2 : 1;
  const heights = (cell) => names.map((name) => rowHeight(name, spec, cell, size));
  const wideEnough = (one) => rowWidth(names, spec, one, size) <= room;
  const rest = (cell) => inner.height - total(heights(cell)) - size.below * names.length;
  // Where the box is too low for wires of their usual length they are short, and where it is too
  // low for legible cells the rows go beyond it: the page scrolls.
  const low = rest(size.legible) < bedCount * size.bed;
  const shortest = low ? Math.floor(size.bed / 3) : size.bed;
  const fitting = largest(size.flatCell, (one) => wideEnough(one)
    && rest(one) >= bedCount * shortest);
  const cell = Math.max(fitting, largest(size.legible, wideEnough));
  const bed = Math.min(size.highBed, Math.max(shortest, Math.floor(rest(cell) / bedCount)));
  const width = Math.max(rowWidth(names, spec, cell, size), size.label);
  matrix = widened(matrix, inner.width - size.gap - size.label - width, size);
  const x = inner.width - matrix.width;
  const centred = { from: size.label, room: x - size.gap - size.label };
  const { panes, beds, end } = placeRows(names, spec, { cell, bed, centred, above: 0 }, size);
  return { panes, beds, matrix: { ...matrix, x, y: 0 }, shared: false, cell, least: cell, end };
}

const rowNames = (spec) => ["input", "stage", ...spec.results, "kernel", "rulers"]
  .filter((name) => spec.grids[name] || (name === "rulers" && spec.rulers));

function rowWidth(names, spec, cell, size) {
  return Math.max(...names.filter((name) => name !== "rulers").map((name) =>
    gridSize(spec.grids[name], cell, size).width));
}

function rowHeight(name, spec, cell, size) {
  if (name === "rulers") return size.ruler;
  return Math.max(size.head, gridSize(spec.grids[name], cell, size).height)
    + rowFoot(spec.grids[name], size);
}

// `above`: the height of a title over each row; without, titles stand at the left.
function placeRows(names, spec, { cell, bed, centred, above }, size) {
  const panes = {};
  const beds = [];
  let y = 0;
  let last = null;
  for (const name of names) {
    if (last && (name === "stage" || name === "output")) {
      const from = panes[last];
      beds.push({ from: last, to: name, start: from.y + from.bodyY + from.bodyHeight, height: bed });
      y = beds.at(-1).start + bed - above;
    }
    const height = rowHeight(name, spec, cell, size);
    const own = name === "rulers" ? centred.room : gridSize(spec.grids[name], cell, size).width;
    const bodyX = centred.from + Math.max(0, Math.floor((centred.room - own) / 2));
    panes[name] = { x: 0, y, width: centred.from + centred.room, height: height + above, cell,
      bodyX, bodyY: above, headWidth: above ? centred.room : centred.from - size.below,
      bodyHeight: name === "rulers" ? height : gridSize(spec.grids[name], cell, size).height };
    y += height + above + size.below;
    last = name;
  }
  for (const one of beds) one.end = panes[one.to].y + above;
  return { panes, beds, end: y };
}

// ---------------------------------------------------------------- a phone: one above the other

function stacked(inner, spec, size) {
  const matrix = onPhone(spec.matrix, inner, size);
  if (spec.flat) return stackedRows(inner, spec, size, matrix);
  const panes = {};
  const lines = [["input", "output"], ["stage"], ["kernel", spec.results[1]], ["rulers"]];
  let y = 0;
  for (const names of lines.map((line) => line.filter((name) => spec.grids[name]
    || (name === "rulers" && spec.rulers))).filter((line) => line.length)) {
    y = phoneLine(names, spec, inner, size, panes, y);
  }
  return { panes, beds: [], matrix: { ...matrix, x: 0, y }, shared: false, least: 0,
    height: y + matrix.height + size.below, strip: null };
}

// Two panes share a line where their cells stay large enough to be hit.
function phoneLine(names, spec, inner, size, panes, y) {
  const most = Math.round(size.cell / 2);
  const width = (list, cell) => total(list.map((name) => Math.max(
    paneSize(name, spec, cell, size).width, list.length > 1 ? Math.round(size.least * 0.8) : 0)))
    + size.gap * (list.length - 1);
  const cell = largest(most, (one) => width(names, one) <= inner.width);
  if (names.length > 1 && (cell < size.legible || width(names, cell) > inner.width)) {
    return names.reduce((at, name) => phoneLine([name], spec, inner, size, panes, at), y);
  }
  let x = 0;
  let low = y;
  for (const name of names) {
    const own = paneSize(name, spec, cell, size);
    const taken = names.length > 1 ? width([name, name], cell) / 2 - size.gap / 2 : inner.width;
    panes[name] = { x, y, width: Math.floor(taken), height: own.height, cell, bodyX: 0,
      bodyY: size.head, headWidth: Math.floor(taken) };
    x += Math.ceil(taken) + size.gap;
    low = Math.max(low, y + own.height + 2 * size.below);
  }
  return low;
}

function stackedRows(inner, spec, size, matrix) {
  const names = rowNames(spec);
  const cell = largest(size.flatCell, (one) => rowWidth(names, spec, one, size) <= inner.width);
  const centred = { from: 0, room: inner.width };
  const { panes, beds, end } = placeRows(names, spec,
    { cell, bed: size.bed, centred, above: size.head }, size);
  return { panes, beds, matrix: { ...matrix, x: 0, y: end }, shared: false, least: 0,
    height: end + matrix.height + size.below, strip: null };
}

function onPhone(spec, inner, size) {
  const height = Math.round(2.2 * inner.width);
  return MATRICES.map((option) => matrixPlace(spec, height, size, option))
    .find((one) => one.width <= inner.width) ?? matrixPlace(spec, height, size, MATRICES.at(-1));
}
