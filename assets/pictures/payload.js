// What Python sends: the length of a header, the header in JSON, and numbers, deflated. A number is
// stored as its difference from the one before it, in as many planes of bytes as it needs.

export async function unpack(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const packed = await inflate(bytes.subarray(4 + length));
  let start = 0;
  const arrays = header.arrays.map((array) => {
    const count = array.shape.reduce((product, size) => product * size, 1);
    const planes = packed.subarray(start, start += count * array.planes);
    return { ...array, numbers: restored(planes, count, array) };
  });
  return { ...header, arrays };
}

async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function restored(planes, count, { planes: depth, shape }) {
  const numbers = new Int32Array(count);
  for (let i = 0, sum = 0; i < count; i++) {
    let folded = 0;
    for (let plane = depth - 1; plane >= 0; plane--) {
      folded = (folded << 8) | planes[plane * count + i];
    }
    sum += (folded >>> 1) ^ -(folded & 1); // 0, 1, 2, 3, 4 stand for 0, -1, 1, -2, 2
    numbers[i] = sum;
  }
  if (shape[0] === 3) addGreen(numbers, count / 3);
  return numbers;
}

// Red and blue are stored as what they have more than green.
function addGreen(numbers, count) {
  for (let i = 0; i < count; i++) {
    numbers[i] += numbers[count + i];
    numbers[2 * count + i] += numbers[count + i];
  }
}
