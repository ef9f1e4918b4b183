// Reads ESC/POS from standard input and writes the paper as a picture (PBM, P4) to standard output: commands are taken
// apart and rasters decoded by npos; here they are only put one below the other. Argument: dots across.
"use strict";

const npos = require("npos");

const width = Number(process.argv[2]);
const raw = require("fs").readFileSync(0);
const parsed = new npos.Parser().analyze(raw);
if (parsed.error) throw parsed.error;

const rows = [];
const blank = () => new Uint8Array(width / 8);
for (const node of parsed.tree) {
  const command = node.ascii + node.fn;
  if (command === "GSv0") {
    const image = npos.codecs.raster.decode(raw, [{ offset: node.offset }]);
    for (let y = 0; y < image.height; y++) {
      const row = blank();
      for (let x = 0; x < image.width; x++) if (image.getPixel(x, y) === 0) row[x >> 3] |= 0x80 >> (x & 7);
      rows.push(row);
    }
  } else if (command === "ESCJ") {
    for (let n = raw[node.offset + 2]; n > 0; n--) rows.push(blank());
  } else if (!["ESC@", "GSP", "GSa", "GSV", "GSr"].includes(command)) {
    throw new Error(`a ticket should not hold ${command} (at byte ${node.offset})`);
  }
}
process.stdout.write(`P4\n${width} ${rows.length}\n`);
process.stdout.write(Buffer.concat(rows.map((row) => Buffer.from(row))));
