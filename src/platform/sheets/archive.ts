/** The gate: nothing of an archive is inflated before its central directory has been read and found harmless. */
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import type { SheetLimits } from './limits.ts';
import { asRefusal, sheetRefused } from './refused.ts';

export interface Archive {
  /** Names of the entries in lower case, as `has` and `read` compare them. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /** The inflated bytes of an entry, held to the size and checksum that its directory declares. */
  read(name: string): AsyncIterable<Buffer>;
  close(): void;
}

const SYMLINK = 0xa000;
/** Fixed part of a local file header; its name and data follow. */
const LOCAL_HEADER = 30;

const utf8 = 0x800;
const unicodePath = 0x7075;

/** Programs in China write names in GBK without saying so, where the text of ZIP means the letters of the first IBM PC. */
const nameOf = (entry: yauzl.Entry): string => {
  const { generalPurposeBitFlag: flags, fileNameRaw: raw, extraFields } = entry;
  const isSaid = (flags & utf8) !== 0 || extraFields.some(({ id }) => id === unicodePath);
  if (!isSaid && raw.some((byte) => byte > 0x7f))
    for (const encoding of ['utf-8', 'gb18030'])
      try {
        return new TextDecoder(encoding, { fatal: true }).decode(raw);
      } catch {
        // Not written in it: the next one.
      }
  return yauzl.getFileNameLowLevel(flags, raw, extraFields, false);
};

const checkEntry = (entry: yauzl.Entry, limits: SheetLimits): string => {
  const name = nameOf(entry);
  // oxlint-disable-next-line no-control-regex -- control characters in a name are what is looked for
  if (yauzl.validateFileName(name) !== null || name === '' || /[\u0000-\u001f]/.test(name))
    throw sheetRefused('bad_entry_name');
  if (entry.isEncrypted()) throw sheetRefused('encrypted');
  if (((entry.externalFileAttributes >>> 16) & 0xf000) === SYMLINK) throw sheetRefused('symlink');
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw sheetRefused('compression');
  const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1);
  if (entry.uncompressedSize > limits.ratioFrom && ratio > limits.ratio)
    throw sheetRefused('bomb', { max: limits.inflatedBytes / 1e6 });
  return name;
};

/** Entries that share bytes are how a small archive claims to hold an endless one. */
const checkOverlaps = (entries: readonly yauzl.Entry[], zip: yauzl.ZipFile): void => {
  const sorted = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let free = 0;
  for (const entry of sorted) {
    if (entry.relativeOffsetOfLocalHeader < free) throw sheetRefused('overlap');
    free = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.fileNameLength + entry.compressedSize;
  }
  if (free > zip.fileSize) throw sheetRefused('damaged');
};

const readDirectory = async (zip: yauzl.ZipFile, limits: SheetLimits): Promise<Map<string, yauzl.Entry>> => {
  if (zip.entryCount > limits.entries) throw sheetRefused('too_many_entries', { max: limits.entries });
  const byName = new Map<string, yauzl.Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const name = checkEntry(entry, limits).toLowerCase();
    if (byName.has(name)) throw sheetRefused('duplicate_entry');
    total += entry.uncompressedSize;
    if (total > limits.inflatedBytes) throw sheetRefused('bomb', { max: limits.inflatedBytes / 1e6 });
    byName.set(name, entry);
  }
  checkOverlaps([...byName.values()], zip);
  return byName;
};

async function* inflate(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Buffer> {
  const local = await zip.readLocalFileHeaderPromise(entry);
  if (local.compressionMethod !== entry.compressionMethod || !local.fileName.equals(entry.fileNameRaw))
    throw sheetRefused('damaged');
  let checksum = 0;
  let bytes = 0;
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    checksum = crc32(chunk, checksum);
    bytes += chunk.length;
    if (bytes > entry.uncompressedSize) throw sheetRefused('damaged');
    yield chunk;
  }
  if (bytes !== entry.uncompressedSize || checksum !== entry.crc32) throw sheetRefused('damaged');
}

/** Opens a ZIP file and checks its directory. Throws `refused`; the file is closed again in that case. */
export const openArchive = async (path: string, limits: SheetLimits): Promise<Archive> => {
  let zip: yauzl.ZipFile | undefined;
  try {
    zip = await yauzl.openPromise(path, { autoClose: false, decodeStrings: false });
    const opened = zip;
    // An error of the descriptor surfaces on the stream that is being read; without a listener it would end the process.
    opened.on('error', () => undefined);
    const entries = await readDirectory(opened, limits);
    return {
      names: [...entries.keys()],
      has: (name) => entries.has(name.toLowerCase()),
      read: (name) => {
        const entry = entries.get(name.toLowerCase());
        if (!entry) throw sheetRefused('damaged');
        return inflate(opened, entry);
      },
      close: () => opened.close(),
    };
  } catch (error) {
    zip?.close();
    if (error instanceof Error && /encrypt/i.test(error.message)) throw sheetRefused('encrypted');
    throw asRefusal(error);
  }
};
