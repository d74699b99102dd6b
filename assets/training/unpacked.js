// What Python sends: a length, the words and numbers deflated, and every film deflated by itself.

export async function unpackTraining(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  let start = 4 + length;
  const parts = [bytes.subarray(4, start)];
  const first = await inflated(parts[0]);
  const told = new DataView(first.buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(first.subarray(4, 4 + told)));
  const numbers = reader(first, 4 + told);
  const films = await Promise.all(header.films.map(async (film) => {
    const packed = bytes.subarray(start, start += film.bytes);
    return { ...film, levels: restoredLevels(await inflated(packed), film.shape) };
  }));
  return { ...header, films, below: header.below.map((part) => numbered(part, numbers)) };
}

async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// Reads one array of numbers after another.
function reader(bytes, start) {
  return (shape) => {
    const count = shape.reduce((all, size) => all * size, 1);
    const numbers = new Float32Array(bytes.slice(start, start += 4 * count).buffer);
    return { shape, numbers };
  };
}

function numbered(part, numbers) {
  if (part.curves) {
    const curves = part.curves.map((curve) => ({ ...curve, values: numbers(curve.values) }));
    return { ...part, curves };
  }
  return { ...part, values: numbers(part.values) };
}

// A frame is stored as what has changed since the one before; bytes overflow as they should.
function restoredLevels(levels, shape) {
  const size = shape.at(-1) * shape.at(-2);
  for (let place = size; place < levels.length; place++) levels[place] += levels[place - size];
  return levels;
}
