/** ZIP archives byte by byte, so that tests can make each field say what no honest packer would write. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface RawEntry {
  readonly name: string;
  /** The name as bytes, in another encoding. */
  readonly rawName?: Buffer;
  readonly content?: string | Buffer;
  /** Packed bytes as they are, instead of packing `content`. */
  readonly packed?: Buffer;
  readonly stored?: boolean;
  /** Fields that lie. */
  readonly declaredSize?: number;
  readonly declaredPacked?: number;
  readonly crc?: number;
  readonly method?: number;
  readonly flags?: number;
  readonly mode?: number;
  readonly localName?: string;
  /** Points into another entry instead of being written again. */
  readonly offset?: number;
}

interface Laid {
  readonly name: Buffer;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly mode: number;
  readonly offset: number;
}

/** The fields that a local header and a directory record have in common, from "version needed" to "name length". */
const sharedFields = (laid: Laid): Buffer => {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(laid.flags, 2);
  bytes.writeUInt16LE(laid.method, 4);
  bytes.writeUInt32LE(laid.crc >>> 0, 10);
  bytes.writeUInt32LE(laid.packed, 14);
  bytes.writeUInt32LE(laid.size, 18);
  bytes.writeUInt16LE(laid.name.length, 22);
  return bytes;
};

const localHeader = (laid: Laid, localName: string | undefined): Buffer => {
  const name = localName === undefined ? laid.name : Buffer.from(localName);
  const fields = sharedFields({ ...laid, name });
  return Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields, name]);
};

const directoryRecord = (laid: Laid): Buffer => {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE((laid.mode << 16) >>> 0, 6);
  tail.writeUInt32LE(laid.offset, 10);
  return Buffer.concat([
    Buffer.from('PK\u0001\u0002', 'latin1'),
    Buffer.from([20, 3]),
    sharedFields(laid),
    tail,
    laid.name,
  ]);
};

export interface RawZipOptions {
  readonly declaredEntries?: number;
  readonly directoryOffset?: number;
}

/** Packs entries in order. */
export const rawZip = (entries: readonly RawEntry[], options: RawZipOptions = {}): Buffer => {
  const parts: Buffer[] = [];
  const laidOut: Laid[] = [];
  let at = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content ?? '');
    const bytes = entry.packed ?? (entry.stored ? content : deflateRawSync(content, { level: 9 }));
    const laid: Laid = {
      name: entry.rawName ?? Buffer.from(entry.name),
      method: entry.method ?? (entry.stored ? 0 : 8),
      flags: entry.flags ?? 0x800,
      crc: entry.crc ?? crc32(content),
      packed: entry.declaredPacked ?? bytes.length,
      size: entry.declaredSize ?? content.length,
      mode: entry.mode ?? 0o100644,
      offset: entry.offset ?? at,
    };
    laidOut.push(laid);
    if (entry.offset !== undefined) continue;
    const header = localHeader(laid, entry.localName);
    parts.push(header, bytes);
    at += header.length + bytes.length;
  }
  const directory = Buffer.concat(laidOut.map(directoryRecord));
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(Math.min(options.declaredEntries ?? laidOut.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(options.declaredEntries ?? laidOut.length, 0xffff), 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(options.directoryOffset ?? at, 16);
  return Buffer.concat([...parts, directory, end]);
};
