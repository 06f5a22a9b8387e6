/** Writes the small zip archives that tests read: the first member stored, the others deflated. */
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

/** A table of many names that all point to the same member. */
export function overlappingZip(names: readonly string[], text: string): Uint8Array {
  return zipOf(Object.fromEntries(names.map((name) => [name, text])), true);
}

/** Members by name; those whose names end in `.gz` are packed first. */
export function zipOf(members: Readonly<Record<string, string>>, overlapping = false): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [i, [name, text]] of Object.entries(members).entries()) {
    const content = name.endsWith('.gz') ? gzipSync(text) : Buffer.from(text);
    const data = i === 0 ? content : deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version needed
    common.writeUInt16LE(i === 0 ? 0 : 8, 4); // method
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(overlapping ? 0 : offset, 10);
    central.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, rest, Buffer.from(name));
    if (overlapping && i > 0) continue;
    local.push(Buffer.from('PK\x03\x04'), common, Buffer.from(name), data);
    offset += 30 + Buffer.byteLength(name) + data.length;
  }
  const table = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(members).length, 4);
  end.writeUInt16LE(Object.keys(members).length, 6);
  end.writeUInt32LE(table.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, table, Buffer.from('PK\x05\x06'), end]);
}
